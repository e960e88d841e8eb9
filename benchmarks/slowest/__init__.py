"""The slowest queries that the limits let through, looked for at random.

- `__main__`  the command, and its table
- `looking`   draws, times, and keeps the slowest
- `known`     what the graph has: those with most, and words that many have
- `drawing`   one root field at random, with whatever can be asked below it
- `filling`   the same field again and again, about others, until a limit is reached
- `plans`     where PostgreSQL spends the time of a query

A service that anybody may ask is as slow as the slowest of what it lets through. A field that is
drawn is asked alone first; its time, times the copies that the limits allow, says whether it is
worth being asked in full.
"""
