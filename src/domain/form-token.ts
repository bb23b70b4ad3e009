/** What the token of a form says: whether it was ours, and still good, when the form came back. */
export type FormTokenState = 'missing' | 'valid' | 'expired' | 'invalid'
