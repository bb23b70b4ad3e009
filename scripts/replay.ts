/** `npm run replay`: posts labelled comments through the public API and shows what became of them, against their labels. */

import { parseArgs } from 'node:util'
import { startProgress } from './progress.js'
import { InputError, type LabelledComment, readLabelledFile } from './replay/labelled-file.js'
import { askAsAdmin, askByReceipts, waitForOutcomes } from './replay/outcomes.js'
import { createSend, ServiceError } from './replay/service.js'
import { submitAll } from './replay/submit.js'
import { formatRefusals, formatTable } from './replay/table.js'

const USAGE = `Usage: npm run replay -- FILE.jsonl [FILE …] [options]

Each line is one comment: {"id", "text", "label": 0 or 1, "author_first", "url_host", "source"}; 1 is spam.

  --url URL          the service (default http://localhost:8080)
  --site ID          the site to comment on (default demo)
  --key KEY          an admin key: outcomes are read page by page instead of receipt by receipt
  --concurrency N    requests at a time (default 8)
  --limit N          only the first N comments of each file
  --emails           give every author an address: adds the history and the rate of authors
  --help

Years of comments pass in a minute, and all from here. So every comment comes from a network of its own, said with
X-Forwarded-For: start the service with TRUST_PROXY=127.0.0.1, or it sees one flood and holds nearly everything.
RATE_LIMIT=off spares the waiting for limits. Without --emails no author has a past: comments are judged for
themselves. A replay that was broken off goes on where it stopped when it is started again within 24 hours.

Exit status: 0 all decided, 1 the service failed or left comments undecided, 64 wrong use, 65 a file cannot be used.
`
const EXIT_FAILED = 1
const EXIT_USAGE = 64
const EXIT_DATA = 65

class UsageError extends Error {
  override name = 'UsageError'
}

interface Options {
  files: string[]
  url: string
  site: string
  key: string | undefined
  concurrency: number
  limit: number
  hasEmails: boolean
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  try {
    if (args.includes('--help')) {
      process.stdout.write(USAGE)
      return 0
    }
    const options = readOptions(args)
    const comments = options.files.flatMap((file) => readLabelledFile(file, options.limit))
    return (await replay(options, comments)) ? 0 : EXIT_FAILED
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InputError || error instanceof ServiceError)) throw error
    process.stderr.write(`replay: ${error.message}\n`)
    return error instanceof UsageError ? EXIT_USAGE : error instanceof InputError ? EXIT_DATA : EXIT_FAILED
  }
}

function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  if (positionals.length === 0) throw new UsageError('name at least one FILE.jsonl; --help says more')
  const names = positionals.map((file) => file.replace(/^.*\//, ''))
  if (new Set(names).size < names.length) throw new UsageError('two of the files have the same name')
  if (!URL.canParse(values.url) || !/^https?:/.test(values.url)) throw new UsageError('--url is not a web address')
  return {
    files: positionals,
    url: values.url.replace(/\/+$/, ''),
    site: values.site,
    key: values.key,
    concurrency: readCount('--concurrency', values.concurrency),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : readCount('--limit', values.limit),
    hasEmails: values.emails,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://localhost:8080' },
        site: { type: 'string', default: 'demo' },
        key: { type: 'string' },
        concurrency: { type: 'string', default: '8' },
        limit: { type: 'string' },
        emails: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options cannot be read')
  }
}

function readCount(name: string, value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new UsageError(`${name} must be a whole number above 0`)
  return Number(value)
}

/** True when every comment was decided or refused. */
async function replay(options: Options, comments: readonly LabelledComment[]): Promise<boolean> {
  const { url, site, key, concurrency, hasEmails } = options
  const send = createSend(url, sayOnce())
  if ((await send(`/v1/sites/${encodeURIComponent(site)}/form`)).status !== 200)
    throw new ServiceError(`${url} has no site ${site}`)

  const sending = startProgress('sent', comments.length)
  const sent = await submitAll(send, comments, { site, concurrency, hasEmails, onSent: sending.update })
  sending.end()

  const acceptedCount = sent.filter(({ accepted }) => accepted !== null).length
  const deciding = startProgress('decided', acceptedCount)
  const ask = key === undefined ? askByReceipts(send, concurrency) : askAsAdmin(send, site, key)
  const outcomes = await waitForOutcomes(sent, ask, { onDecided: deciding.update })
  deciding.end()

  process.stdout.write(`\n${formatTable(sent, outcomes)}${formatRefusals(sent)}`)
  const undecided = acceptedCount - outcomes.size
  if (undecided > 0) process.stderr.write(`replay: ${undecided} comment(s) undecided: is a worker running?\n`)
  return undecided === 0
}

/** A line when the service asks to wait, not one for each request that does. */
function sayOnce(): (seconds: number, status: number) => void {
  let quietUntil = 0
  return (seconds, status) => {
    const now = performance.now()
    if (now < quietUntil) return
    quietUntil = now + seconds * 1000
    process.stderr.write(`\nthe service answers ${status} and asks to wait ${seconds} s\n`)
  }
}
