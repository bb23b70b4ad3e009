/** Shapes of logging in: what a session is told to be, and how a browser writes a passkey's answer (WebAuthn, level 3, 5.1.9). */

import Type, { type Static } from 'typebox'
import type { LiveSession } from '../../../../db/queries/sessions.js'
import type { Deps } from '../../../deps.js'
import { MODERATOR_ROLES, PASSWORD_LENGTH } from '../../../domain/moderator.js'
import { endOf } from '../../../lifecycle/begin-session.js'
import { Nullable, OneOf, Timestamp } from '../../typebox.js'

export const SessionAnswer = Type.Object(
  {
    moderator: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        name: Type.String(),
        login: Type.String(),
        role: OneOf(MODERATOR_ROLES),
        sites: Nullable(Type.Array(Type.String(), { description: 'null: all sites.' })),
      },
      { additionalProperties: false },
    ),
    expiresAt: { ...Timestamp, description: 'When it ends, if nothing is asked meanwhile.' },
    reauthenticatedAt: { ...Timestamp, description: 'When the person last proved who they are.' },
    hasSecondFactor: Type.Boolean({
      description: 'False: this person must add a passkey, or one-time codes, before anything else.',
    }),
    csrf: Type.String({ description: 'Send it as `X-CSRF-Token` with every request that changes something.' }),
  },
  { 'x-name': 'Session', additionalProperties: false },
)

export function describeSession({ credentials }: Pick<Deps, 'credentials'>, session: LiveSession) {
  const { moderatorId: id, name, login, role, siteIds, hasSecondFactor } = session
  return {
    moderator: { id, name, login, role, sites: siteIds },
    expiresAt: endOf(session).toISOString(),
    reauthenticatedAt: session.reauthenticatedAt.toISOString(),
    hasSecondFactor,
    csrf: credentials.csrf.issue(session.tokenHash),
  } satisfies Static<typeof SessionAnswer>
}

const Encoded = Type.String({ maxLength: 100_000, pattern: '^[A-Za-z0-9_-]*$' })
const Id = Type.String({ minLength: 1, maxLength: 1_400, pattern: '^[A-Za-z0-9_-]+$' })
const Common = {
  id: Id,
  rawId: Id,
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(OneOf(['platform', 'cross-platform'])),
  clientExtensionResults: Type.Record(Type.String(), Type.Unknown()),
}

/** What `navigator.credentials.get()` answers, as JSON. */
export const PasskeyAnswer = Type.Object(
  {
    ...Common,
    response: Type.Object({
      clientDataJSON: Encoded,
      authenticatorData: Encoded,
      signature: Encoded,
      userHandle: Type.Optional(Encoded),
    }),
  },
  { 'x-name': 'PasskeyAnswer' },
)

/** What `navigator.credentials.create()` answers, as JSON. */
export const NewPasskeyAnswer = Type.Object(
  {
    ...Common,
    response: Type.Object({
      clientDataJSON: Encoded,
      attestationObject: Encoded,
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
    }),
  },
  { 'x-name': 'NewPasskeyAnswer' },
)

/** Options for the browser's own call, as @simplewebauthn/browser takes them: `optionsJSON`. */
export const PasskeyOptions = Type.Object(
  { challenge: Type.String() },
  { 'x-name': 'PasskeyOptions', additionalProperties: true, description: 'Options for the browser, as JSON.' },
)

/** As long as a password may be: a longer one is refused before it costs anything. */
export const Password = Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH.max })
export const Code = Type.String({ pattern: '^[0-9]{6}$' })
