/** Shapes that several admin routes share. */

import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import { BAN_EFFECTS } from '../../../domain/ban.js'
import { COMMENT_STATUSES, DECISION_ACTIONS, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import { DECIDERS } from '../../../domain/decision.js'
import { HOLD_REASONS, POLICY_MODES } from '../../../domain/policy.js'
import { TERM_ACTIONS, TERM_KINDS, TERM_LIMITS } from '../../../domain/term.js'
import { CHECK_NAMES } from '../../../screening/rejudge.js'
import { ProblemSchema } from '../../problem.js'
import { Nullable, OneOf, Timestamp } from '../../typebox.js'

export const ERRORS = { '4xx': ProblemSchema, '5xx': ProblemSchema }
/** A key or a session, whose role must suffice. */
export const ADMIN = [{ apiKey: [] }, { session: [] }]
/** A person who logged in, whatever their role. */
export const PERSON = [{ session: [] }]

/** On which sites somebody, or a key, may act. */
export const SiteList = Nullable(
  Type.Array(Type.String({ maxLength: 50 }), {
    minItems: 1,
    maxItems: 1_000,
    uniqueItems: true,
    description: 'null: all sites.',
  }),
)

/** Throws `site-not-found` for a site that is not there. */
export async function checkSites({ sites }: Pick<Deps, 'sites'>, ids: readonly string[] | null): Promise<void> {
  for (const id of ids ?? []) await sites.get(id)
}

export const SignalSchema = Type.Object(
  {
    check: Type.String(),
    version: Type.String(),
    kind: OneOf(['text', 'model', 'circumstance']),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    shadow: Type.Optional(Type.Boolean({ description: 'Only recorded: does not count in the verdict.' })),
    relief: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    demanded: Type.Optional(OneOf(STATUS_ACTIONS)),
    holds: Type.Optional(OneOf(HOLD_REASONS)),
    ban: Type.Optional(OneOf(BAN_EFFECTS)),
    note: Type.String({ description: 'One line for a moderator.' }),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { 'x-name': 'Signal', additionalProperties: false },
)

export const VerdictSchema = Type.Object(
  {
    stage: OneOf(['spam', 'conduct']),
    revision: Type.Integer(),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    demanded: Nullable(OneOf(STATUS_ACTIONS)),
    holds: Nullable(OneOf(HOLD_REASONS, { description: 'Why a person has to look whatever the score says.' })),
    ban: Nullable(OneOf(BAN_EFFECTS, { description: 'What a ban demands that the comment fell under.' })),
    signals: Type.Array(SignalSchema),
    withShadow: Nullable(
      Type.Object(
        {
          score: Type.Number({ minimum: 0, maximum: 1 }),
          demanded: Nullable(OneOf(STATUS_ACTIONS)),
          holds: Nullable(OneOf(HOLD_REASONS)),
          ban: Nullable(OneOf(BAN_EFFECTS)),
        },
        {
          additionalProperties: false,
          description: 'What the stage would have found if the signals that only record counted; null without any.',
        },
      ),
    ),
    createdAt: Timestamp,
  },
  { 'x-name': 'Verdict', additionalProperties: false },
)

export const PolicySchema = Type.Object(
  {
    mode: OneOf(POLICY_MODES),
    thresholds: Type.Object(
      {
        hold: Type.Number({ minimum: 0, maximum: 1 }),
        spam: Type.Number({ minimum: 0, maximum: 1 }),
        conductHold: Type.Number({ minimum: 0, maximum: 1 }),
      },
      { additionalProperties: false },
    ),
    requireEmail: Type.Boolean(),
    editWindowMinutes: Type.Integer({ minimum: 0, maximum: 10_080 }),
    closeAfterDays: Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 36_500,
        description: 'Days after its first comment that a thread takes no more, once any was approved; null: never.',
      }),
    ),
    reportsToHold: Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 1_000,
        description: 'From how many networks reports must come to hold an approved comment; null: never.',
      }),
    ),
    shadow: Type.Optional(
      Type.Array(OneOf(CHECK_NAMES), {
        uniqueItems: true,
        maxItems: CHECK_NAMES.length,
        description: 'Checks that only record: their signals are kept and shown, but do not count.',
      }),
    ),
  },
  { 'x-name': 'Policy', additionalProperties: false },
)

export const DecisionSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    action: OneOf(DECISION_ACTIONS),
    from: OneOf(COMMENT_STATUSES),
    to: OneOf(COMMENT_STATUSES),
    revision: Type.Integer(),
    by: Type.Object({ kind: OneOf(DECIDERS), name: Nullable(Type.String()) }, { additionalProperties: false }),
    reason: Type.String(),
    note: Nullable(Type.String()),
    decidedAt: Timestamp,
    undoneAt: Nullable(Timestamp),
  },
  { 'x-name': 'Decision', additionalProperties: false },
)

export const ExplainedDecision = Type.Object(
  {
    ...DecisionSchema.properties,
    policy: Nullable(
      Type.Object(
        { mode: PolicySchema.properties.mode, thresholds: PolicySchema.properties.thresholds },
        {
          additionalProperties: false,
          description: 'The site’s mode and thresholds that the decision followed, as they were then; null: no policy.',
        },
      ),
    ),
  },
  { 'x-name': 'ExplainedDecision', additionalProperties: false },
)

export const ClaimSchema = Type.Object(
  {
    by: Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    until: Timestamp,
  },
  { 'x-name': 'Claim', additionalProperties: false },
)

export const AdminComment = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    thread: Type.Object(
      { title: Nullable(Type.String()), url: Nullable(Type.String()) },
      { additionalProperties: false },
    ),
    parentId: Nullable(Type.String({ format: 'uuid' })),
    author: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        name: Type.String(),
        url: Nullable(Type.String()),
        hasEmail: Type.Boolean(),
        moderator: Type.Boolean({ description: 'Written as a moderator, for all to see.' }),
      },
      { additionalProperties: false },
    ),
    body: Type.String(),
    html: Type.String(),
    status: OneOf(COMMENT_STATUSES),
    revision: Type.Integer({ description: 'Rises with every edit and decision; send it back as `ifRevision`.' }),
    votes: Type.Integer(),
    reportCount: Type.Integer({ description: 'Open reports of readers.' }),
    pinned: Type.Boolean(),
    createdAt: Timestamp,
    editedAt: Nullable(Timestamp),
    allowedActions: Type.Array(OneOf(STATUS_ACTIONS)),
    signals: Type.Array(SignalSchema, { description: 'Of the newest verdicts, both stages.' }),
    scores: Type.Object(
      { spam: Nullable(Type.Number()), conduct: Nullable(Type.Number()) },
      { additionalProperties: false },
    ),
    claim: Nullable(ClaimSchema),
    lastDecision: Nullable(DecisionSchema),
  },
  { 'x-name': 'AdminComment', additionalProperties: false },
)

export const TermSchema = Type.Object(
  {
    kind: OneOf(TERM_KINDS),
    text: Type.String({ minLength: TERM_LIMITS.minLength, maxLength: TERM_LIMITS.maxLength }),
    action: OneOf(TERM_ACTIONS),
    shadow: Type.Optional(Type.Boolean({ description: 'Only records what it would have done.' })),
  },
  { 'x-name': 'Term', additionalProperties: false },
)
