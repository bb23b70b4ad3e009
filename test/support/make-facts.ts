/** A plain comment and neutral facts; a test names only what it is about. */

import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import { NO_RAID } from '../../src/domain/raid.js'
import { readModel } from '../../src/model-file.js'
import type { Facts, RepeatCount, Subject } from '../../src/screening/check.js'
import { emptyCorrection } from '../../src/screening/model/learn.js'

const model = readModel()
const NO_REPEATS: RepeatCount = { comments: 0, threads: 0, sites: 0, spam: 0 }

export function makeSubject(given: Partial<Subject> = {}): Subject {
  return {
    body: 'I baked this twice; the second loaf rose better with less salt.',
    authorName: 'Ann Miller',
    authorUrl: null,
    isReply: false,
    ...given,
  }
}

export function makeRepeats(given: Partial<RepeatCount>): RepeatCount {
  return { ...NO_REPEATS, ...given }
}

export function makeFacts(given: Partial<Facts> = {}): Facts {
  return {
    policy: DEFAULT_POLICY,
    terms: [],
    language: 'en',
    thread: { slug: 'bread', title: 'Bread', url: 'https://bakery.example/bread' },
    form: { honeypotFilled: false, token: 'valid', elapsedMs: 60_000 },
    author: { hasEmail: false, approved: 0, rejected: 0, spam: 0, pending: 0 },
    rate: { byAuthor: 1, byNetwork: 1 },
    repeats: { same: NO_REPEATS, near: NO_REPEATS },
    raid: NO_RAID,
    bans: [],
    staffNames: [],
    models: { model, correction: emptyCorrection() },
    ...given,
  }
}
