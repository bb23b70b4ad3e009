import { invalidField } from '../domain/errors.js'

/** A moment of a request, null when there is none. Throws `invalid-request` naming the field. */
export function readMoment(field: string, text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null
  const date = new Date(text)
  // The format knows leap seconds and named zones, which a Date does not.
  if (Number.isNaN(date.getTime())) throw invalidField(field, 'is not a moment such as 2030-01-31T12:00:00Z')
  return date
}
