/** A value that may be used but not printed: every way of turning it into text gives `[redacted]`. */

import { inspect } from 'node:util'

export class Redacted<T = string> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  /** The value itself. Only the files named in test/architecture.test.ts may call this. */
  reveal(): T {
    return this.#value
  }

  toString(): string {
    return '[redacted]'
  }

  toJSON(): string {
    return '[redacted]'
  }

  [inspect.custom](): string {
    return '[redacted]'
  }
}
