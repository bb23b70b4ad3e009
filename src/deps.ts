/** The type of everything that is passed in. Built by runtime.ts; a function asks for the part it uses. */

import type { Db } from '../db/database.js'
import type { NewSubmission } from '../db/queries/submissions.js'
import type { SiteId } from './domain/comment.js'
import type { Site } from './domain/site.js'
import type { ThreadSignal } from './domain/thread-signal.js'
import type { Helpers } from './helpers/index.js'
import type { Logger } from './log.js'
import type { Challenges } from './privacy/challenges.js'
import type { Credentials } from './privacy/credentials.js'
import type { HashClientKey } from './privacy/hash-client-key.js'
import type { HashDomain, HashEmail } from './privacy/hash-email.js'
import type { HashNetwork } from './privacy/hash-network.js'
import type { HashReader, HashReporter } from './privacy/hash-reader.js'
import type { Seals } from './privacy/seal.js'
import type { FormTokens, Receipts, SubscriptionTokens } from './privacy/tokens.js'
import type { PushSender } from './push/send-push.js'
import type { Producer } from './queue/producer.js'
import type { SiteCorrection } from './screening/model/learn.js'
import type { Model } from './screening/model/weights.js'

export interface Deps {
  db: Db
  /** A replica for reading threads, or the same as `db`. */
  readDb: Db
  clock: () => Date
  /** A fresh UUID of version 7 (RFC 9562): ids rise with time. */
  newId: () => string
  /** A fresh random UUID: for ids that strangers see and should learn nothing from. */
  newRandomId: () => string
  log: Logger
  hashEmail: HashEmail
  hashDomain: HashDomain
  hashNetwork: HashNetwork
  hashClientKey: HashClientKey
  hashReader: HashReader
  hashReporter: HashReporter
  receipts: Receipts
  subscriptionTokens: SubscriptionTokens
  formTokens: FormTokens
  challenges: Challenges
  seals: Seals
  /** Passwords, passkeys and one-time codes of moderators. */
  credentials: Credentials
  sites: Sites
  models: Models
  raids: Raids
  helpers: Helpers
  producer: Producer
  push: PushSender
  /** How the world reaches the service, without a slash at the end. */
  publicUrl: string
  /** Takes submits in, in batches; true when the comment is committed, false when something stood in its way. */
  takeIn: (submission: NewSubmission) => Promise<boolean>
  /** Asks the relay of this process to look for pending comments now. */
  nudgeRelay: () => void
  /** Tells all processes, this one first, that readers see something new in a thread. */
  announce: (signal: ThreadSignal) => void
}

/** The shipped model and the sites' corrections of it, remembered for LIMITS.siteCacheMs. */
export interface Models {
  model: Model
  correctionFor: (siteId: SiteId) => Promise<SiteCorrection>
  forget: (siteId: SiteId) => void
}

/** Threads under a raid, remembered for LIMITS.siteCacheMs. */
export interface Raids {
  /** False: load tests; no thread ever counts as under a raid. */
  isEnabled: boolean
  /** `slug` null: any thread of the site. */
  isOn: (siteId: SiteId, slug: string | null) => Promise<boolean>
  /** On all sites. */
  count: () => Promise<number>
  forget: () => void
}

/** Sites as they are needed on every request: remembered for LIMITS.siteCacheMs. */
export interface Sites {
  /** Throws `site-not-found`. */
  get: (id: string) => Promise<Site>
  forget: (id: string) => void
}
