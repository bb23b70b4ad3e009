/** The same text again, or nearly: in other threads, on other sites, or known as spam already. */

import type { Check, RepeatCount } from '../check.js'
import { bodyPrint } from '../text/print.js'

/** One copy is most often a form sent twice. */
const ONE_COPY = 0.3
/** Each further copy, up to the limit of what repetition inside one thread can say. */
const FURTHER_COPY = 0.06
const ONE_THREAD_MAX = 0.6
/** Nobody answers two different articles in the same long words. */
const MORE_THREADS = 0.6
const MORE_SITES = 0.75
const SPREAD_MAX = 0.8
/** Copies that people or checks called spam weigh by their share among all copies. */
const KNOWN_SPAM_MAX = 0.95
/** Doubt in the first label: 1 known copy gives 0.76, 3 give 0.88. */
const LABEL_DOUBT = 0.25
/** A near repeat may be a quotation or a common phrase. */
const NEAR_WEIGHT = 0.85
/** Everybody says "Merci !", spam or not: a short text counts only when nearly all its copies are spam, and mildly. */
const SHORT_SPAM_MIN = 3
const SHORT_SPAM_SHARE = 0.8
const SHORT_SCORE = 0.4

export const repeatedBody: Check = {
  name: 'repeated-body',
  version: '1',
  kind: 'circumstance',
  run: ({ body }, { repeats }) => {
    const { same, near } = repeats
    if (same.comments + near.comments === 0) return null
    const isShort = bodyPrint(body).isShort
    const score = isShort ? shortScore(same) : Math.max(repeatScore(same), NEAR_WEIGHT * repeatScore(near))
    if (score === 0) return null
    return {
      score,
      note: `${same.comments} same and ${near.comments} similar comment(s) elsewhere, ${same.spam + near.spam} of them spam`,
      details: {
        same: same.comments,
        near: near.comments,
        threads: Math.max(same.threads, near.threads),
        sites: Math.max(same.sites, near.sites),
        spam: same.spam + near.spam,
      },
    }
  },
}

function repeatScore(repeat: RepeatCount): number {
  if (repeat.comments === 0) return 0
  return Math.max(spreadScore(repeat), knownSpamScore(repeat))
}

function spreadScore({ comments, threads, sites }: RepeatCount): number {
  const further = FURTHER_COPY * (comments - 1)
  if (sites > 1) return Math.min(SPREAD_MAX, MORE_SITES + further)
  if (threads > 1) return Math.min(SPREAD_MAX, MORE_THREADS + further)
  return Math.min(ONE_THREAD_MAX, ONE_COPY + further)
}

function knownSpamScore({ comments, spam }: RepeatCount): number {
  return spam === 0 ? 0 : KNOWN_SPAM_MAX * (spam / comments) * (spam / (spam + LABEL_DOUBT))
}

function shortScore({ comments, spam }: RepeatCount): number {
  return spam >= SHORT_SPAM_MIN && spam >= SHORT_SPAM_SHARE * comments ? SHORT_SCORE : 0
}
