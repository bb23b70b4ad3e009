/** A service with one of everything that can be asked for, and everybody who might ask: what access-matrix.test.ts is played on. */

import type { Test } from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { decideComment } from '../../src/lifecycle/decide-comment.js'
import type { RANK } from './access-rules.js'
import { enterWithPasskey } from './people.js'
import { submit, submitApproved, submitForReceipt } from './requests.js'
import { createSite, type Service, startTestService } from './service.js'

/** A moderator and an invitation to try things on; they share an id. */
const SPARE = '01890000-0000-7000-8000-00000000000a'

const NEVER_DECIDED = '01890000-0000-7000-8000-000000000001'

export async function startAccessWorld(t: Test) {
  const service = await startTestService(t, {
    hasWorkers: false,
    config: { securityContact: 'mailto:security@example.org' },
  })
  await createSite(service.runtime, 'other')
  const commentId = await submit(service.client, 'matrix')
  const callers = await makeCallers(service)
  return { service, ...callers, ...(await makeThings(service, { commentId, spareKeyId: callers.spare.id })) }
}

/** Keys and people of every role, on all sites and on one. */
async function makeCallers(service: Service) {
  const { admin } = service
  const makeKey = async (role: string, sites: string[] | null = null): Promise<{ id: string; key: string }> =>
    (await admin<{ id: string; key: string }>('/v1/admin/api-keys', { json: { name: role, role, sites } })).body
  const [viewer, moderator, otherAdmin, revoked, spare] = [
    await makeKey('viewer'),
    await makeKey('moderator'),
    await makeKey('admin', ['other']),
    await makeKey('admin'),
    await makeKey('viewer'),
  ]
  await admin(`/v1/admin/api-keys/${revoked.id}`, { method: 'DELETE' })

  const makeScoped = async (role: keyof typeof RANK) => ({
    demo: await makeKey(role, ['demo']),
    other: await makeKey(role, ['other']),
  })
  const scopedKeys = {
    viewer: await makeScoped('viewer'),
    moderator: await makeScoped('moderator'),
    admin: await makeScoped('admin'),
  }

  const enter = (role: keyof typeof RANK, login: string, sites: string[] | null = null) =>
    enterWithPasskey(service, { role, login, sites })
  const people = {
    viewer: await enter('viewer', 'viewer'),
    moderator: await enter('moderator', 'moderator'),
    admin: await enter('admin', 'admin'),
    otherAdmin: await enter('admin', 'other-admin', ['other']),
  }
  const strangers: Record<string, string | undefined> = {
    anonymous: undefined,
    'a garbage key': 'Bearer csk_garbage-garbage-garbage-garbage-garbage',
    'a revoked key': `Bearer ${revoked.key}`,
    'an empty key': 'Bearer ',
    'a receipt': `Bearer cr1_${'A'.repeat(65)}`,
    'another scheme': `Digest ${viewer.key}`,
    'basic without a colon': `Basic ${Buffer.from(viewer.key).toString('base64')}`,
  }
  return { viewer, moderator, otherAdmin, spare, scopedKeys, people, strangers }
}

/** One of everything, and what puts it back once a call has taken it away. */
async function makeThings(service: Service, { commentId, spareKeyId }: { commentId: string; spareKeyId: string }) {
  const { admin, client, runtime } = service
  const { body: backtest } = await admin<{ id: string }>('/v1/admin/sites/demo/policy/backtests', {
    json: { policy: {} },
  })
  const backtestId = backtest.id
  await admin(`/v1/admin/comments/${commentId}/decisions`, { json: { action: 'hold' } })
  const { body: decided } = await admin<{ decisions: { id: string }[] }>(`/v1/admin/comments/${commentId}`)
  const decisionId = decided.decisions[0]?.id ?? ''

  const { body: batch } = await admin<{ id: string }>('/v1/admin/decisions', {
    json: { action: 'approve', filter: { slug: 'matrix' }, paused: true },
  })
  const batchId = batch.id

  const appealed = await submitForReceipt(client, 'matrix', { body: 'Rejected by rules.' })
  await decideComment(runtime.deps, {
    commentId: appealed.id as CommentId,
    action: 'reject',
    by: { kind: 'policy', name: null },
    reason: 'site-rule',
    note: null,
    ifRevision: undefined,
    onlyPending: true,
    policy: null,
  })
  await client('/v1/receipt/appeals', { json: { text: 'I object.' }, headers: appealed.as })
  const [appeal] = (await admin<{ appeals: { id: string }[] }>('/v1/admin/appeals')).body.appeals
  const appealId = appeal?.id ?? ''
  const approvedId = await submitApproved(service, 'matrix', { body: 'For all to see.' })
  const report = await client<{ id: string }>(`/v1/comments/${approvedId}/reports`, { json: { reason: 'spam' } })
  const known = await submit(client, 'matrix', { author: { name: 'Ann', email: 'ann@matrix.example' }, body: 'Known.' })
  const authorId = (await admin<{ author: { id: string } }>(`/v1/admin/comments/${known}`)).body.author.id
  const note = await admin<{ id: string }>(`/v1/admin/authors/${authorId}/notes`, { json: { body: 'Somebody’s.' } })
  let savedReplyId = ''
  async function saveReplyAgain(): Promise<void> {
    const json = { title: 'Off topic', body: 'Please stay with the article.' }
    savedReplyId = (await admin<{ id: string }>('/v1/admin/sites/demo/saved-replies', { json })).body.id
  }
  await saveReplyAgain()
  let banId = ''
  async function placeBanAgain(): Promise<void> {
    banId = (await admin<{ id: string }>('/v1/admin/bans', { json: { site: 'demo', email: 'ban@matrix.example' } }))
      .body.id
  }
  await placeBanAgain()

  function addressOf(template: string): string {
    const ids = {
      'api-keys': spareKeyId,
      'admin/moderators': SPARE,
      'admin/invitations': SPARE,
      jobs: '1',
      appeals: appealId,
      'admin/reports': report.body.id,
      'admin/authors': authorId,
      'admin/bans': banId,
      'admin/notes': note.body.id,
      '/v1/comments/': approvedId,
      '/replies': approvedId,
    }
    const [, id = commentId] = Object.entries(ids).find(([part]) => template.includes(part)) ?? []
    return (
      template
        .replace('{site}', 'demo')
        .replace('{slug}', 'matrix')
        .replace('{queue}', 'check-spam')
        .replace('{backtest}', backtestId)
        .replace('{reply}', savedReplyId)
        .replace('{batch}', batchId)
        // Taken back by who decided alone, and once: to everybody else here there is no such decision of a person.
        .replace(/\{decision\}$/, NEVER_DECIDED)
        .replace('{decision}', decisionId)
        .replace('{id}', id)
    )
  }

  return {
    commentId,
    authorId,
    addressOf,
    /** Ids that somebody of another site must not be able to tell from ids that never were. */
    ids: () => [commentId, appealId, authorId, banId, note.body.id, report.body.id, batchId],
    freeClaims: () => runtime.deps.db.deleteFrom('claims').execute(),
    pauseBatch: async (): Promise<void> => {
      await runtime.deps.db.updateTable('decisionBatches').set({ state: 'paused' }).execute()
    },
    placeBanAgain,
    putSpareBack: () => putSpareBack(service),
    saveReplyAgain,
  }
}

async function putSpareBack({ runtime }: Service): Promise<void> {
  const { db } = runtime.deps
  const common = { id: SPARE as never, name: 'Spare', role: 'viewer' as const, siteIds: null, createdAt: new Date() }
  const proof = { passwordHash: null, totpSecret: null, totpSecretOffered: null, totpStep: null, disabledAt: null }
  const expiresAt = new Date(Date.now() + 3_600_000)
  const link = { tokenHash: Buffer.from(SPARE), isSetUp: false, expiresAt, usedAt: null }
  await db
    .insertInto('moderators')
    .values({ ...common, ...proof, login: 'spare' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('invitations')
    .values({ ...common, ...link })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
