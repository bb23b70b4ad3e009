/** Every wait, deadline and size of the embedded Postgres. */

/** A big write-ahead log on a slow disk is replayed for a while after a crash. */
export const START_DEADLINE_MS = 120_000
/** After this long a start is worth a line, so that nobody takes the silence for a hang. */
export const SLOW_START_MS = 3_000
export const READY_POLL_MS = 10
export const READY_ANSWER_MS = 2_000

/** A Postgres that was told to stop a moment ago gets this long to finish before a new one gives up. */
export const PREDECESSOR_WAIT_MS = 5_000
/** What is left of a server that died may finish a long statement before it notices. */
export const REMNANT_WAIT_MS = 60_000
export const PREDECESSOR_POLL_MS = 100

export const TOOL_DEADLINE_MS = 10_000
export const INITIALISE_DEADLINE_MS = 120_000

/** One after the other: finish cleanly, drop everything (the next start recovers), kill. */
export const FAST_STOP_MS = 10_000
export const IMMEDIATE_STOP_MS = 3_000
export const KILL_MS = 2_000

/** A Postgres that dies is started again, but not forever: a disk that is full stays full. */
export const MAX_RESTARTS = 5
export const RESTART_WINDOW_MS = 60_000

/** Several processes, each with room for its pools; a slot that is not used costs a few kilobytes. */
export const MAX_CONNECTIONS = 300
/** `sun_path` of the smaller of the two systems (macOS: 104, Linux: 108), with its closing zero. */
export const MAX_SOCKET_PATH_BYTES = 103

export const MAX_LOG_BYTES = 5_000_000
export const LOG_CHECK_MS = 600_000
export const LOG_EXCERPT_CHARS = 600
