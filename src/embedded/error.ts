/**
 * `already-running`: another process has this data directory. `unsupported`: this machine or this account cannot
 * run it, another configuration can. `failed`: Postgres itself refused; its own log says more.
 */
export type EmbeddedPostgresErrorCode = 'already-running' | 'unsupported' | 'failed'

/** The message is one line for the person who started Causerie. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
  readonly code: EmbeddedPostgresErrorCode

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
