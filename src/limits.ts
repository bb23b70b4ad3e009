/** Every limit, time-out and retry of the running service, once. docs/limits.md says what each means to a user. */

export const LIMITS = {
  http: {
    /** 10,000 letters of four bytes, each written as \uXXXX\uXXXX, plus the other fields. */
    bodyBytes: 131_072,
    /** How long one part of the routes may take to be made ready: a busy machine is slow to read what /docs shows. */
    startMs: 60_000,
    requestTimeoutMs: 10_000,
    connectionsCheckMs: 1_000,
    connectionTimeoutMs: 15_000,
    /** How long requests may still take once the process is told to stop; the workers need time after that. */
    drainMs: 8_000,
    keepAliveTimeoutMs: 72_000,
    requestsPerSocket: 1_000,
    /** A slug of 200 letters of four bytes is 2,400 letters once percent-encoded. */
    paramLength: 2_400,
  },
  /** Requests allowed in a window, per network prefix (/24, /64) or per site. */
  rate: {
    windowMs: 60_000,
    submitsPerNetwork: 30,
    submitsPerSite: 600,
    readsPerNetwork: 1_200,
    adminPerNetwork: 600,
    votesPerNetwork: 60,
    reportsPerNetwork: 10,
    failedLoginsPerNetwork: 20,
    subscribesPerNetwork: 20,
    /** Counted longer: so many passwords for one account, from one network. */
    loginsPerAccount: 10,
    loginWindowMs: 15 * 60_000,
    /** Keys remembered by the limiter of one process. */
    localKeys: 20_000,
  },
  thread: {
    pageSize: 50,
    pageSizeMax: 100,
    /** Replies sent along with one top-level comment; more are read with `under`. */
    repliesPerComment: 100,
    countSlugsMax: 100,
    cacheEntries: 2_000,
    cacheBytes: 64 * 1024 * 1024,
    /** A cached answer older than this asks Postgres for the thread's version first. */
    cacheFreshMs: 1_000,
    /** How long a cached answer may stand in for a database that does not answer. */
    cacheStaleMs: 5 * 60_000,
  },
  /** Streams of events: one open connection per reader. */
  events: {
    streamsMax: 5_000,
    streamsPerNetwork: 100,
    /** Below http.connectionTimeoutMs; with each beat the threads' versions are compared too. */
    heartbeatMs: 10_000,
    lifeMs: 15 * 60_000,
    /** What a client is told to wait before it comes again; up to twice that, so that not all come at once. */
    retryMs: 2_000,
    /** Bytes that wait for a reader before they are let go. */
    backlogBytes: 65_536,
    /** How long a version may be missing before readers are told that they missed something. */
    gapMs: 1_000,
  },
  feed: { entries: 50 },
  /** How long security.txt says that it holds: RFC 9116 asks for less than a year. */
  securityTxt: { validMs: 180 * 24 * 60 * 60_000 },
  push: {
    endpointLength: 1_000,
    subscriptionsPerThread: 10_000,
    subscriptionsPerNetwork: 20,
    /** Connecting, sending and the first line of the answer. */
    sendMs: 5_000,
    attempts: 10,
    backoffMs: 2_000,
    /** How long a push service keeps a message for a browser that is not there. */
    keepS: 24 * 60 * 60,
  },
  admin: {
    pageSize: 50,
    pageSizeMax: 200,
    /** 5,000 terms of 100 letters of four bytes, and their names. */
    termsBytes: 4 * 1024 * 1024,
    /** Counts of the moderation queue end here: more is shown as so many or more. */
    countMax: 10_000,
    /** The newest comments that a search looks through where no index helps. */
    searchMax: 2_000,
    /** How many texts a search looks through, in order, before it asks the index of words. */
    walkMax: 10_000,
    /** How much of a text is shown where only its beginning is. */
    excerptLength: 200,
    /** The newest comments and the last decisions in an author's record. */
    authorComments: 10,
    authorDecisions: 20,
    /** How long a bulk decision may work before its connection counts as idle. */
    bulkMs: 120_000,
  },
  vote: {
    /** Voters of one network prefix that count on one comment. */
    votersPerNetwork: 10,
    /** How long it is remembered who voted, and after which everybody is new before a comment. */
    keepMs: 30 * 24 * 60 * 60_000,
    /** Votes on a thread that readers see together. */
    showMs: 2_000,
  },
  /** How long it is remembered who reported, and after which everybody is new before a comment. */
  report: { reporterMs: 30 * 24 * 60 * 60_000 },
  /** Comments of one person that an export holds, or an erasure reaches at once; and further receipts sent with one. */
  export: { comments: 1_000 },
  erasure: { comments: 1_000, receipts: 200 },
  batch: {
    /** Comments that a filter of a decision on many may match. */
    commentsMax: 50_000,
    /** How long it may take to find them. */
    freezeMs: 30_000,
    /** Looked up at a time; of these, so many decided at the same time, each alone. */
    chunk: 100,
    concurrency: 2,
    /** How long one job works before it asks for the next: below workers.jobMs. */
    sliceMs: 4_000,
    /** After a longer pause a batch is cancelled: what it deleted keeps its text meanwhile. */
    pausedMs: 60 * 60_000,
    unfinishedMax: 20,
    keepMs: 7 * 24 * 60 * 60_000,
  },
  decision: {
    /** How long a claim on a comment lasts unless it is renewed. */
    claimMs: 2 * 60_000,
    /** How long a decision can be taken back. */
    undoMs: 30_000,
  },
  session: {
    idleMs: 30 * 60_000,
    absoluteMs: 12 * 60 * 60_000,
    /** How old the last proof may be for a dangerous act. */
    reauthenticationMs: 10 * 60_000,
    /** A session's use is noted at most this often. */
    touchMs: 60_000,
    perModerator: 50,
  },
  invitation: { setUpMs: 24 * 60 * 60_000, keepMs: 3 * 24 * 60 * 60_000, openMax: 200 },
  /** scrypt (RFC 7914): one hash takes 128 · cost · blockSize bytes, 32 MiB. */
  password: { cost: 32_768, blockSize: 8, parallel: 3, atOnce: 2, waitingMax: 32 },
  passkey: { challengeMs: 5 * 60_000, perModerator: 20 },
  idempotency: { keyLength: 255, secretLength: 16, keepMs: 24 * 60 * 60_000, sameCommentMs: 60_000 },
  submit: {
    batchMax: 200,
    batchesInFlight: 2,
    /** A batch goes alone, so that the next one gathers more; only past one that takes longer than this, another starts. */
    overtakeMs: 25,
    waitingMax: 2_000,
    unresolvedRetries: 3,
  },
  db: {
    poolMax: 10,
    connectTimeoutMs: 1_000,
    /** How long a start waits for a database that does not answer yet. */
    startWaitMs: 60_000,
    statementTimeoutMs: 5_000,
    lockTimeoutMs: 2_000,
    idleInTransactionMs: 5_000,
    connectionLifetimeS: 300,
  },
  queue: {
    attempts: 4,
    backoffMs: 500,
    lockMs: 6_000,
    stalledCheckMs: 2_000,
    stalledMax: 3,
    /** How long a worker waits after the queue's store failed. */
    storeRetryMs: 1_000,
    concurrency: 10,
    keepDoneS: 60,
    keepFailedS: 7 * 24 * 60 * 60,
    /** On Postgres, for all queues and workers of a process; each worker waits on one more of its own. */
    poolMax: 8,
    redisCommandMs: 1_000,
    /** How long a sender waits for a batch to be queued. */
    sendMs: 5_000,
  },
  relay: {
    /** Only this many of the oldest pending comments are in the queue at a time: the table is the backlog. */
    window: 1_000,
    batch: 250,
    /** A queued comment without a decision after this time is asked for again. */
    requeueMs: 20_000,
    sweepMs: 1_000,
    /** Between passes that find something: many submits share one pass, and a lone one does not wait. */
    gapMs: 50,
  },
  audit: {
    /** Acts that are taken into the chain at once; so many automatic decisions share a row at most. */
    batch: 500,
    verifyBatch: 1_000,
    /** After this what an act was about in detail is blanked; that it was, and its hash, stay. */
    detailMs: 2 * 366 * 24 * 60 * 60_000,
  },
  stats: {
    days: 30,
    daysMax: 184,
    /** People times days that an answer is made of. */
    rowsMax: 20_000,
    healthWeeks: 12,
    /** Of these weeks, the newest comments that people decided on. */
    healthComments: 5_000,
  },
  workers: { heartbeatMs: 2_000, aliveMs: 10_000, jobMs: 10_000 },
  ready: { pendingAgeMs: 60_000 },
  maintenance: {
    everyMs: 10 * 60_000,
    networkHashMs: 7 * 24 * 60 * 60_000,
    bodyPrintMs: 30 * 24 * 60 * 60_000,
    /** Six months, as long as an author may object. */
    settledMs: 184 * 24 * 60 * 60_000,
    subscriptionMs: 180 * 24 * 60 * 60_000,
    batch: 5_000,
  },
  backtest: {
    days: 30,
    daysMax: 365,
    /** Of a longer window the newest so many. */
    commentsMax: 50_000,
    chunk: 250,
    /** How long one job works before it asks for the next: below workers.jobMs. */
    sliceMs: 4_000,
    unfinishedMax: 3,
    keepMs: 7 * 24 * 60 * 60_000,
    previewComments: 1_000,
    previewChunk: 100,
    previewMatches: 50,
  },
  /** Outside helpers: each waits so long at most, all well below workers.jobMs. */
  helpers: {
    akismetMs: 3_000,
    classifierMs: 6_000,
    webhookMs: 3_000,
    answerBytes: 65_536,
    failuresMax: 5,
    openMs: 30_000,
    retryAfterMaxMs: 60 * 60_000,
    cacheEntries: 5_000,
    sealedMs: 14 * 24 * 60 * 60_000,
    countsMs: 90 * 24 * 60 * 60_000,
  },
  /** What tells a raid on a thread: the greater numbers begin one, those with Stay keep it going. */
  raid: {
    windowMs: 2 * 60_000,
    crowd: 40,
    crowdStay: 15,
    newcomerPercent: 80,
    newcomerMs: 24 * 60 * 60_000,
    copies: 12,
    copiesStay: 4,
    /** Networks that report, and comments that must come in beside them to begin one. */
    reporters: 12,
    reportersStay: 5,
    reportedComments: 10,
    /** Comments and reports of the window that are looked at: what one look may cost. */
    lookMax: 100,
    /** A raid is over when nothing prolonged it for this long. */
    quietMs: 10 * 60_000,
    prolongMs: 20_000,
    keepMs: 90 * 24 * 60 * 60_000,
    /** Zero bits: 2^15 hashes on average, well below a second in a browser. */
    difficulty: 15,
    challengeMs: 30 * 60_000,
  },
  facts: { windowMs: 10 * 60_000, repeatsMax: 200 },
  siteCacheMs: 1_000,
  drainMs: 25_000,
} as const
