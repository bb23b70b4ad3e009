/** Invitations, as those in charge see them: made, listed while they are open, withdrawn. A link is shown once. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { deleteInvitation, type Invitation, listOpenInvitations } from '../../../../db/queries/invitations.js'
import type { Deps } from '../../../deps.js'
import type { SiteId } from '../../../domain/comment.js'
import { DomainError } from '../../../domain/errors.js'
import { MODERATOR_ROLES } from '../../../domain/moderator.js'
import { inviteModerator } from '../../../lifecycle/invite-moderator.js'
import { LIMITS } from '../../../limits.js'
import { entryLink } from '../../../privacy/session-tokens.js'
import { principalOf, requireAllSites } from '../../access.js'
import { OneOf, type Routes, Timestamp, Typed } from '../../typebox.js'
import { ADMIN, checkSites, ERRORS, SiteList } from './schemas.js'

const TAGS = ['Moderators']
const WHAT = 'invite moderators'
const InvitationSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    role: OneOf(MODERATOR_ROLES),
    sites: SiteList,
    createdAt: Timestamp,
    expiresAt: Timestamp,
  },
  { 'x-name': 'Invitation', additionalProperties: false },
)

export const invitationListRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/invitations',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listInvitations',
        summary: 'Invitations that are open, without their links',
        tags: TAGS,
        security: ADMIN,
        response: {
          200: Type.Object(
            { invitations: Type.Array(InvitationSchema) },
            { 'x-name': 'Invitations', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      requireAllSites(principalOf(request), WHAT)
      return { invitations: (await listOpenInvitations(deps.db, deps.clock())).map(describe) }
    },
  )

  app.post(
    '/v1/admin/invitations',
    {
      config: { access: 'admin', cache: 'private', reauth: true },
      schema: {
        operationId: 'inviteModerator',
        summary: 'Invite somebody, by a link that works once',
        description: `The answer is the only time the link is shown. It is good for ${LIMITS.invitation.keepMs / 3_600_000} hours, and never longer than an API key that makes it.`,
        tags: TAGS,
        security: ADMIN,
        body: Type.Object(
          {
            name: Typed('line', {
              minLength: 1,
              maxLength: 80,
              description: 'Whom it is for; theirs to change. No address: those are not kept.',
            }),
            role: OneOf(MODERATOR_ROLES),
            sites: Type.Optional(SiteList),
          },
          { 'x-name': 'NewInvitation', additionalProperties: false },
        ),
        response: {
          201: Type.Object(
            { ...InvitationSchema.properties, link: Type.String() },
            { 'x-name': 'CreatedInvitation', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), WHAT)
      const { name, role, sites = null } = request.body
      await checkSites(deps, sites)
      const offer = { name, role, siteIds: sites as SiteId[] | null }
      const { token, ...invitation } = await inviteModerator(deps, offer, principalOf(request))
      const link = entryLink(deps.publicUrl, 'invite', token)
      return await reply.code(201).send({ ...describe(invitation), link })
    },
  )

  app.delete(
    '/v1/admin/invitations/:id',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'withdrawInvitation',
        summary: 'Withdraw an invitation that was not used yet',
        tags: TAGS,
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Its link opens nothing any more' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), WHAT)
      const id = request.params.id.toLowerCase()
      await deps.db.transaction().execute(async (trx) => {
        const at = deps.clock()
        if (!(await deleteInvitation(trx, id, at)))
          throw new DomainError('invitation-not-found', 'there is no open invitation of this id')
        await insertAct(trx, { by: principalOf(request), verb: 'invitation.withdraw', at, subject: id })
      })
      return await reply.code(204).send(null)
    },
  )
}

function describe({ id, name, role, siteIds, createdAt, expiresAt }: Invitation) {
  return {
    id,
    name,
    role,
    sites: siteIds,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
