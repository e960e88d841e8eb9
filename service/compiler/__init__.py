"""From a plan to one SQL statement; knows no table, no web, no connection.

In the order of control flow:

- `row`       a row of the statement: the alias that declarations take, and its columns
- `fields`    how a field says what it is in SQL: `Value`, `Same`, `One`, `Many`, `Order`
- `plan`      the whole vocabulary of a question: a small frozen tree that both faces produce
- `cost`      what a plan may cost at most, known before any SQL
- `lower`     plan → SQLAlchemy Core, one function a node kind
- `reading`   where the rows of a list are read: the one place that knows what a hop looks like
- `seeking`   the first rows that meet a condition, be they few or many
- `faceting`  a list counted by a dimension, and what opens a bucket
- `paging`    keyset pages: the order of a list, its cursors
- `binding`   the names, binds and conditions of one statement
- `json`      the JSON that PostgreSQL builds (the one switch)
- `statement` SQLAlchemy Core → text with `$1 …`, and the values that go there
- `cache`     bounded least-recently-used cache for documents and statements

Who may refuse: whoever makes the plan refuses bad documents and arguments, `cost` refuses dear
ones, reading a value of a variable (a cursor, an id) refuses a malformed one. `lower` never
refuses.
"""
