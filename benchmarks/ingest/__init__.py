"""The whole ingest beside a bare COPY of the rows that it ends in, in one run.

works      works as OpenAlex writes them, made up, always the same
measuring  the ingest, the COPY, and the memory of the ingest's process
"""
