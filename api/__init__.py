"""The GraphQL API: `testigo.api.server.serve(store)` serves it; `testigo.api.app.app(store)` is its application."""
