"""A whole connection as a stream of JSON lines: `/export?query=…`, of one state of the data.

- `document`  one page after the other of the connection that a document asks for
- `stream`    the pages of one snapshot as lines, no more than one page in memory
- `endpoint`  the path
"""
