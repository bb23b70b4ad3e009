/** Every way in which a rule may say no. Each code has its HTTP status and titles in src/http/problem.ts. */

export type ErrorCode =
  | 'invalid-request'
  | 'site-not-found'
  | 'comment-not-found'
  | 'parent-not-found'
  | 'thread-closed'
  | 'reply-too-deep'
  | 'origin-not-allowed'
  | 'proof-required'
  | 'illegal-transition'
  | 'status-conflict'
  | 'edit-window-over'
  | 'not-editable'
  | 'vote-limit'
  | 'author-not-found'
  | 'ban-not-found'
  | 'not-bannable'
  | 'note-not-found'
  | 'saved-reply-not-found'
  | 'report-not-found'
  | 'report-settled'
  | 'not-appealable'
  | 'appeal-window-over'
  | 'appeal-exists'
  | 'appeal-not-found'
  | 'appeal-settled'
  | 'own-decision'
  | 'claimed'
  | 'undo-expired'
  | 'batch-not-found'
  | 'batch-over'
  | 'batch-too-large'
  | 'idempotency-mismatch'
  | 'invalid-cursor'
  | 'site-exists'
  | 'api-key-not-found'
  | 'backtest-not-found'
  | 'decision-not-found'
  | 'backtest-limit'
  | 'receipt-not-found'
  | 'subscription-not-found'
  | 'too-many-subscriptions'
  | 'queue-not-found'
  | 'job-not-found'
  | 'job-not-failed'
  | 'unauthorized'
  | 'bad-credentials'
  | 'code-required'
  | 'passkey-required'
  | 'forbidden'
  | 'cross-site-request'
  | 'reauthentication-required'
  | 'second-factor-required'
  | 'invitation-not-found'
  | 'moderator-not-found'
  | 'session-not-found'
  | 'passkey-not-found'
  | 'login-taken'
  | 'last-admin'
  | 'last-factor'
  | 'password-missing'
  | 'too-many'

/** One wrong member of a request. `field` is a dotted path such as `author.name`; `detail` never repeats the value. */
export interface FieldError {
  field: string
  detail: string
}

export interface DomainErrorOptions extends ErrorOptions {
  fields?: readonly FieldError[]
  /** Further members of the problem document, safe to show to the caller. */
  extra?: Readonly<Record<string, unknown>>
}

/** Expected trouble: a rule said no, and asking again with the same input will not help. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: ErrorCode
  readonly fields: readonly FieldError[]
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.fields = options.fields ?? []
    this.extra = options.extra ?? {}
  }
}

/** Shorthand for bad input: names the field and says what is wrong with it, without its value. */
export function invalidField(field: string, detail: string): DomainError {
  return new DomainError('invalid-request', `${field} ${detail}`, { fields: [{ field, detail }] })
}
