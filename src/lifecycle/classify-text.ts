/** Judges a text that is not kept here: what another system asks over Akismet's protocol. */

import type { Deps } from '../deps.js'
import { spamVerdict, type VerdictName } from '../domain/policy.js'
import { NO_RAID } from '../domain/raid.js'
import type { Site } from '../domain/site.js'
import type { Facts, Subject } from '../screening/check.js'
import { runChecks } from '../screening/run-checks.js'
import { spamChecks } from '../screening/spam/index.js'

const NO_REPEATS = { comments: 0, threads: 0, sites: 0, spam: 0 }

/** The spam stage with everything that only a comment of ours has left neutral. */
export async function classifyText(
  deps: Pick<Deps, 'models'>,
  site: Site,
  subject: Subject,
  honeypotFilled: boolean,
): Promise<{ verdict: VerdictName; score: number }> {
  const facts: Facts = {
    policy: site.policy,
    terms: site.terms,
    language: site.language,
    thread: { slug: '', title: null, url: null },
    // Their form is not ours: nothing is known of how long it was open.
    form: { honeypotFilled, token: 'valid', elapsedMs: null },
    author: { hasEmail: false, approved: 0, rejected: 0, spam: 0, pending: 0 },
    rate: { byAuthor: 0, byNetwork: 0 },
    repeats: { same: NO_REPEATS, near: NO_REPEATS },
    raid: NO_RAID,
    bans: [],
    staffNames: [],
    models: { model: deps.models.model, correction: await deps.models.correctionFor(site.id) },
  }
  const { score, demanded } = runChecks(spamChecks, subject, facts)
  if (demanded === 'markSpam') return { verdict: 'spam', score: 1 }
  return { verdict: spamVerdict(site.policy, score), score }
}
