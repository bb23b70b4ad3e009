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
const CAUSES_MAX = 2
const TEXT_LENGTH_MAX = 300
// JSON escapes those below the space; a terminal obeys these as well.
const CONTROL = /[\u007f-\u009f]/g

/** What may be said of an error: its class, its code, Postgres' names of things, and where it was thrown. Never its message. */
export function describeError(error: unknown, causesLeft: number = CAUSES_MAX): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table, routine } = error as {
    code?: unknown
    constraint?: unknown
    table?: unknown
    routine?: unknown
  }
  return {
    type: tidy(error.name),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: tidy(code) } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof routine === 'string' ? { routine } : {}),
    stack: listFrames(error),
    ...(error.cause === undefined || causesLeft <= 0 ? {} : { cause: describeError(error.cause, causesLeft - 1) }),
  }
}

/** Where an error was thrown. Its message stands before that, and may itself have lines that look like places. */
function listFrames({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  if (at < 0) return []
  const frames = stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return frames.slice(0, STACK_LINES_MAX).map((line) => tidy(line.trim()))
}

/** A short text on one line of a terminal; any other value as it is. */
function tidy<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.slice(0, TEXT_LENGTH_MAX).replace(CONTROL, '') : value
}

/** The service's logger: NDJSON on the given stream (default: standard output). */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    serializers: { err: (error: unknown) => describeError(error) },
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) =>
        Object.fromEntries(
          Object.entries(fields).flatMap(([name, value]) => (ALLOWED_FIELDS.has(name) ? [[name, tidy(value)]] : [])),
        ),
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
