#!/bin/sh
# Run once by the image of PostgreSQL, when its data folder is new: the three roles, each with its
# own rights, and the extensions that only a superuser may make.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$POSTGRES_PASSWORD" \
    --set reader_password="$COLOPHON_READER_PASSWORD" <<'SQL'
CREATE ROLE colophon LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE colophon_writer NOLOGIN;
CREATE ROLE colophon_reader LOGIN PASSWORD :'reader_password';
GRANT colophon_writer, colophon_reader TO colophon WITH ADMIN OPTION;
CREATE DATABASE colophon OWNER colophon;
\connect colophon
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION btree_gin;
CREATE EXTENSION vector;
SQL
