/** What the figures were measured on. */

import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import pg from 'pg'

export async function describeMachine(databaseUrl: string): Promise<string> {
  const cores = os.cpus()
  const gigabytes = (os.totalmem() / 2 ** 30).toFixed(1)
  return [
    `| Processor | ${cores[0]?.model.trim() ?? 'unknown'}, ${os.availableParallelism()} core(s) |`,
    `| Memory | ${gigabytes} GB |`,
    `| System | ${systemName()}, ${os.type()} ${os.release()} ${os.arch()} |`,
    `| Node.js | ${process.versions.node} |`,
    `| Postgres | ${await postgresVersion(databaseUrl)} |`,
    `| Load | ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} (1, 5, 15 minutes) when the run began |`,
  ].join('\n')
}

function systemName(): string {
  const file = '/etc/os-release'
  const name = existsSync(file) ? /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return name ?? os.platform()
}

async function postgresVersion(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; settings: string }>(
      `select current_setting('server_version') as version,
        (select string_agg(name || ' = ' || setting, ', ' order by name) from pg_settings
          where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')) as settings`,
    )
    return `${rows[0]?.version} (${rows[0]?.settings})`
  } finally {
    await client.end()
  }
}
