/** Who may call each operation of openapi.yaml, with what, and what the audit log calls what it does: the table that access-matrix.test.ts tries out. */

import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import type { Client } from './client.js'
import { createPushBrowser } from './push-service.js'
import { makeSubmission } from './requests.js'

/**
 * `open`: to all; `login`: from our own pages, see sessions.test.ts; `session`: to people, not to keys; otherwise the least role.
 * `scope`: what a key of another site finds: the thing missing, or the door closed.
 */
export interface Rule {
  role: 'open' | 'receipt' | 'invitation' | 'login' | 'session' | 'viewer' | 'moderator' | 'admin'
  scope?: 'missing' | 'closed' | 'empty'
  json?: () => unknown
  form?: Record<string, string>
  query?: string
  /** Puts things back before each call. */
  before?: () => Promise<unknown>
}

export const RANK = { viewer: 1, moderator: 2, admin: 3 }

/** Puts back what a call before took away. */
export interface Fixtures {
  admin: Client
  commentId: string
  authorId: string
  freeClaims: () => Promise<unknown>
  pauseBatch: () => Promise<void>
  placeBanAgain: () => Promise<void>
  putSpareBack: () => Promise<void>
  saveReplyAgain: () => Promise<void>
}

// Nobody sends there: this service has no workers.
const PUSH_SERVICE = { origin: 'https://fcm.googleapis.com', received: [] }

/** What they ask for is not there, which those who get in may know. */
export const MISSING = ['retryJob', 'undoDecision', 'endSession']

/** The job is not there, the appeal was decided a moment ago, of backtests there are enough: who is let in may know. */
export const KNOWN: Readonly<Record<string, number>> = {
  beginBacktest: 409,
  decideAppeal: 409,
  // Only who wrote a note may remove it.
  removeNote: 403,
  ...Object.fromEntries(MISSING.map((id) => [id, 404])),
}

/** By the name of the operation. */
export function createRules(fixtures: Fixtures): Readonly<Record<string, Rule>> {
  const { admin, commentId, authorId, freeClaims, pauseBatch, placeBanAgain, putSpareBack, saveReplyAgain } = fixtures
  let round = 0
  return {
    submitComment: { role: 'open', json: () => makeSubmission() },
    getThread: { role: 'open' },
    getCounts: { role: 'open', query: '?slug=x' },
    watchThread: { role: 'open' },
    getThreadFeed: { role: 'open' },
    getSiteFeed: { role: 'open' },
    getFragment: { role: 'open' },
    getPushKey: { role: 'open' },
    subscribe: { role: 'open', json: () => ({ subscription: createPushBrowser(PUSH_SERVICE).subscription }) },
    unsubscribe: { role: 'receipt' },
    getForm: { role: 'open' },
    getEmbedPage: { role: 'open' },
    getDemoPage: { role: 'open' },
    getReceiptPage: { role: 'open' },
    getThemingPage: { role: 'open' },
    getLiveness: { role: 'open' },
    getReadiness: { role: 'open' },
    getSecurityTxt: { role: 'open' },
    // From this machine; from elsewhere see operations below.
    getMetrics: { role: 'open' },
    reportComment: { role: 'open', json: () => ({ reason: 'off-topic' }) },
    listReports: { role: 'viewer', scope: 'empty' },
    dismissReport: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'dismissed' }) },
    voteByForm: { role: 'open', form: { value: '0' } },
    getAuthor: { role: 'viewer', scope: 'missing' },
    listBans: { role: 'viewer', scope: 'empty' },
    placeBan: { role: 'moderator', scope: 'missing', json: () => ({ site: 'demo', domain: 'throwaway.example' }) },
    liftBan: { role: 'moderator', scope: 'missing', before: placeBanAgain },
    banAuthor: { role: 'moderator', scope: 'missing', json: () => ({}) },
    liftAuthorBan: {
      role: 'moderator',
      scope: 'missing',
      before: () => admin(`/v1/admin/authors/${authorId}/ban`, { method: 'PUT', json: {} }),
    },
    addCommentNote: { role: 'moderator', scope: 'missing', json: () => ({ body: 'A note.' }) },
    addAuthorNote: { role: 'moderator', scope: 'missing', json: () => ({ body: 'A note.' }) },
    removeNote: { role: 'moderator', scope: 'missing' },
    replyAsModerator: { role: 'moderator', scope: 'missing', json: () => ({ body: 'We have looked into it.' }) },
    dismissReports: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'dismissed' }) },
    listSavedReplies: { role: 'viewer', scope: 'missing' },
    createSavedReply: { role: 'moderator', scope: 'missing', json: () => ({ title: 'Twice', body: 'Seen already.' }) },
    replaceSavedReply: { role: 'moderator', scope: 'missing', json: () => ({ title: 'Twice', body: 'Seen before.' }) },
    removeSavedReply: { role: 'moderator', scope: 'missing', before: saveReplyAgain },
    voteComment: { role: 'open', json: () => ({ value: 0 }) },
    getReceipt: { role: 'receipt' },
    editComment: { role: 'receipt', json: () => ({ body: 'Otherwise.' }) },
    withdrawComment: { role: 'receipt' },
    appealDecision: { role: 'receipt', json: () => ({ text: 'I object.' }) },
    exportAuthor: { role: 'receipt' },
    eraseAuthor: { role: 'receipt', json: () => ({ scope: 'comment' }) },
    listAppeals: { role: 'viewer', scope: 'empty' },
    decideAppeal: { role: 'moderator', scope: 'missing', json: () => ({ outcome: 'upheld' }) },
    getSession: { role: 'session' },
    logIn: { role: 'login', json: () => ({ login: 'x', password: 'x' }) },
    logOut: { role: 'session' },
    askForPasskey: { role: 'login' },
    logInWithPasskey: { role: 'login', json: () => ({}) },
    reauthenticate: { role: 'session', json: () => ({}) },
    getInvitation: { role: 'invitation' },
    acceptInvitation: { role: 'login', json: () => ({}) },
    prepareNewPasskey: { role: 'session' },
    addPasskey: { role: 'session', json: () => ({}) },
    listPasskeys: { role: 'session' },
    removePasskey: { role: 'session' },
    replacePassword: { role: 'session', json: () => ({}) },
    offerCodes: { role: 'session' },
    confirmCodes: { role: 'session', json: () => ({}) },
    removeCodes: { role: 'session' },
    listComments: { role: 'viewer', scope: 'empty' },
    countComments: { role: 'viewer', scope: 'empty' },
    getComment: { role: 'viewer', scope: 'missing' },
    decideComment: {
      role: 'moderator',
      scope: 'missing',
      json: () => ({ action: 'approve' }),
      before: () => admin(`/v1/admin/comments/${commentId}/decisions`, { json: { action: 'hold' } }),
    },
    claimComment: { role: 'moderator', scope: 'missing', before: freeClaims },
    releaseComment: { role: 'moderator', scope: 'missing' },
    undoDecision: { role: 'moderator', scope: 'missing' },
    decideComments: { role: 'moderator', scope: 'empty', json: () => ({ action: 'hold', ids: [commentId] }) },
    listOpenRaids: { role: 'viewer', scope: 'empty' },
    listBatches: { role: 'moderator', scope: 'empty' },
    getBatch: { role: 'moderator', scope: 'missing' },
    listBatchOutcomes: { role: 'moderator', scope: 'missing' },
    changeBatch: { role: 'moderator', scope: 'missing', json: () => ({ state: 'running' }), before: pauseBatch },
    undoBatch: { role: 'moderator', scope: 'missing', before: pauseBatch },
    listRaids: { role: 'viewer', scope: 'missing' },
    replayDecision: { role: 'viewer', scope: 'missing' },
    listSites: { role: 'viewer', scope: 'empty' },
    createSite: { role: 'admin', scope: 'closed', json: () => ({ id: `new-${round++}`, name: 'New', origins: [] }) },
    getSite: { role: 'viewer', scope: 'missing' },
    changeSite: { role: 'admin', scope: 'missing', json: () => ({ name: 'Demo' }) },
    getPolicy: { role: 'viewer', scope: 'missing' },
    replacePolicy: { role: 'admin', scope: 'missing', json: () => DEFAULT_POLICY },
    listTerms: { role: 'viewer', scope: 'missing' },
    replaceTerms: { role: 'moderator', scope: 'missing', json: () => ({ terms: [] }) },
    beginBacktest: { role: 'moderator', scope: 'missing', json: () => ({ policy: {} }) },
    getBacktest: { role: 'viewer', scope: 'missing' },
    listBacktestDifferences: { role: 'viewer', scope: 'missing' },
    cancelBacktest: { role: 'moderator', scope: 'missing' },
    previewTerm: {
      role: 'moderator',
      scope: 'missing',
      json: () => ({ term: { kind: 'word', text: 'pills', action: 'hold' } }),
    },
    getSiteModel: { role: 'viewer', scope: 'missing' },
    getModelHealth: { role: 'viewer', scope: 'missing' },
    exportSiteModel: { role: 'admin', scope: 'missing' },
    resetSiteModel: { role: 'admin', scope: 'missing' },
    // Akismet's clients expect 200 and the word `invalid`: see akismet.test.ts for who may teach.
    'akismet-verify-key': { role: 'open', form: { blog: 'https://x.example' } },
    'akismet-comment-check': { role: 'open', form: { blog: 'https://x.example' } },
    'akismet-submit-spam': { role: 'open', form: { blog: 'https://x.example' } },
    'akismet-submit-ham': { role: 'open', form: { blog: 'https://x.example' } },
    listModerators: { role: 'admin', scope: 'closed' },
    changeModerator: { role: 'admin', scope: 'closed', json: () => ({ role: 'viewer' }), before: putSpareBack },
    removeModerator: { role: 'admin', scope: 'closed', before: putSpareBack },
    logOutModerator: { role: 'admin', scope: 'closed', before: putSpareBack },
    listInvitations: { role: 'admin', scope: 'closed' },
    inviteModerator: { role: 'admin', scope: 'closed', json: () => ({ name: 'Somebody', role: 'viewer' }) },
    withdrawInvitation: { role: 'admin', scope: 'closed', before: putSpareBack },
    listSessions: { role: 'viewer', scope: 'empty' },
    endOtherSessions: { role: 'session' },
    endSession: { role: 'viewer', scope: 'missing' },
    listApiKeys: { role: 'admin', scope: 'closed' },
    createApiKey: { role: 'admin', scope: 'closed', json: () => ({ name: 'One more', role: 'viewer' }) },
    revokeApiKey: { role: 'admin', scope: 'closed' },
    getStats: { role: 'viewer', scope: 'empty' },
    listActs: { role: 'admin', scope: 'empty' },
    listQueues: { role: 'admin', scope: 'closed' },
    listFailedJobs: { role: 'admin', scope: 'closed' },
    retryJob: { role: 'admin', scope: 'closed' },
  }
}

/** What each change is noted as; null, with the reason, where there is nothing to note. */
export const NOTED: Record<string, string | null> = {
  decideComment: 'comment.decide',
  undoDecision: 'decision.undo',
  decideComments: 'comment.decide',
  changeBatch: 'batch.change',
  undoBatch: 'batch.undo',
  decideAppeal: 'appeal.decide',
  dismissReport: 'report.dismiss',
  dismissReports: 'report.dismiss',
  placeBan: 'ban.place',
  liftBan: 'ban.lift',
  banAuthor: 'ban.place',
  liftAuthorBan: 'ban.lift',
  addCommentNote: 'note.add',
  addAuthorNote: 'note.add',
  removeNote: 'note.remove',
  createSavedReply: 'saved-reply.save',
  replaceSavedReply: 'saved-reply.save',
  removeSavedReply: 'saved-reply.remove',
  replyAsModerator: 'comment.decide',
  createSite: 'site.create',
  changeSite: 'site.change',
  replacePolicy: 'policy.replace',
  replaceTerms: 'terms.replace',
  resetSiteModel: 'model.reset',
  beginBacktest: 'backtest.begin',
  cancelBacktest: 'backtest.cancel',
  createApiKey: 'key.create',
  revokeApiKey: 'key.revoke',
  acceptInvitation: 'invitation.accept',
  logIn: 'session.begin',
  logInWithPasskey: 'session.begin',
  reauthenticate: 'session.prove',
  logOut: 'session.end',
  endSession: 'session.end',
  endOtherSessions: 'sessions.end',
  logOutModerator: 'sessions.end',
  changeModerator: 'moderator.change',
  removeModerator: 'moderator.remove',
  inviteModerator: 'invitation.create',
  withdrawInvitation: 'invitation.withdraw',
  replacePassword: 'password.replace',
  offerCodes: 'codes.offer',
  confirmCodes: 'codes.confirm',
  removeCodes: 'codes.remove',
  addPasskey: 'passkey.add',
  removePasskey: 'passkey.remove',
  retryJob: 'job.retry',
  // They change nothing that lasts: a lease of two minutes, a question, a look.
  claimComment: null,
  releaseComment: null,
  askForPasskey: null,
  prepareNewPasskey: null,
  previewTerm: null,
}
