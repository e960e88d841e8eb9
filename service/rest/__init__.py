"""What all paths outside GraphQL share: how plans are asked, and how failures are told.

- `answering`  plan → statement → JSON, with what comes again kept
- `errors`     what is refused and what fails, as status and body
"""
