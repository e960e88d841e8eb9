"""What all paths outside GraphQL share: how plans are asked, and how failures are told.

- `answering`  plan → statement → JSON, with what comes again kept
- `errors`     what is refused and what fails, as status and body
- `operations` what a method of a path is asked with and answers; `shapes` of JSON values
- `request`    what an operation is asked, `departure` of those who asked
- `openapi`, `page`  operations as OpenAPI and as HTML; `described` serves both
"""
