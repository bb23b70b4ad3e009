/** Logging by allow-list: only the fields named here reach a log line, and an error leaves only its kind and place. */

import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type { Logger }

// Ids, counts, names of parts: nothing a visitor typed, no address, no hash.
const ALLOWED_FIELDS = new Set([
  'attempts',
  'batch',
  'checker',
  'code',
  'commentId',
  'count',
  'dataDir',
  'decision',
  'durationMs',
  'err',
  'exitCode',
  'jobId',
  'jobs',
  'method',
  'migration',
  'mode',
  'pid',
  'port',
  'queue',
  'reason',
  'reqId',
  'route',
  'signal',
  'site',
  'stage',
  'status',
  'statusCode',
  'url',
  'version',
  'worker',
])

const STACK_LINES_MAX = 12

/** What may be said of an error: its class, its code, Postgres' names of things, and where it was thrown. Never its message. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table, routine } = error as {
    code?: unknown
    constraint?: unknown
    table?: unknown
    routine?: unknown
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof routine === 'string' ? { routine } : {}),
    stack: frames.slice(0, STACK_LINES_MAX).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** The service's logger: NDJSON on the given stream (default: standard output). */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    serializers: { err: describeError },
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED_FIELDS.has(name))),
    },
    hooks: {
      // pino takes an error's message as the line's when none is given; messages may quote what a visitor sent.
      logMethod(args, method) {
        const [first, message] = args as unknown as [unknown, unknown]
        if (first instanceof Error) return method.apply(this, [{ err: first }, 'unexpected error'])
        const isBare = typeof first === 'object' && typeof message !== 'string'
        return method.apply(this, isBare ? [first, 'unexpected error'] : args)
      },
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return stream === undefined ? pino(options) : pino(options, stream)
}
