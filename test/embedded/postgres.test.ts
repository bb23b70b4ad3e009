import { EventEmitter, once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/embedded/postgres.js'
import { findRunningPostgres } from '../../src/embedded/running.js'
import {
  crashConnection,
  isRoot,
  NOBODY,
  own,
  postmasterPid,
  query,
  serverLog,
  skipWithoutUser,
  until,
} from '../support/postgres-owner.js'

const FILE_TIMEOUT_MS = 120_000
const SECRET = 'ann.4711@example.org'
// Left by the first test for those after it, one at a time: making one takes longer than all that is done with it.
const used = path.join(mkdtempSync(path.join(tmpdir(), 'embedded-')), 'data')
const quiet = { info: () => undefined, warn: () => undefined }

t.setTimeout(FILE_TIMEOUT_MS)
t.teardown(() => rmSync(path.dirname(used), { recursive: true, force: true }))

t.test('the first start makes a database and a later one finds it where it was', async (t) => {
  const dataDir = used
  const first = await startEmbeddedPostgres({ dataDir, log: quiet })
  await query(first.url, "create table greeting as select 'bonjour' as word")
  await Promise.all([first.close(), first.close()])
  await t.rejects(query(first.url, 'select 1'), { code: 'ENOENT' }, 'a closed Postgres is gone, with its socket')

  const later = await startEmbeddedPostgres({ dataDir, log: quiet })
  t.teardown(() => later.close())
  t.strictSame(await query(later.url, 'select word from greeting'), [{ word: 'bonjour' }])
  t.strictSame(await query(later.url, 'show fsync'), [{ fsync: 'on' }])
  t.strictSame(await query(later.url, 'select current_database() as name'), [{ name: 'causerie' }])
  t.same(await query(later.url, "select 'élèves' ~ '^\\w+$' as letters"), [{ letters: true }])
})

t.test('whoever comes second is refused in one clear line, and the first goes on', async (t) => {
  const dataDir = freshDirectory(t)
  const owners = [own(t, dataDir, {}, 'throwaway'), own(t, dataDir, {}, 'throwaway')] as const
  const [winner, { reason, code }] = await Promise.all([
    Promise.any(owners.map((owner) => owner.hears('started'))),
    Promise.any(owners.map((owner) => owner.hears('refused'))),
  ])
  t.equal(code, 'already-running')
  const line = `another Causerie is already running on ${dataDir} (its Postgres is process ${postmasterPid(dataDir)}): stop it first, or choose another DATA_DIR`
  t.equal(reason, line)
  t.same(await query(winner.url, 'select 1 as one'), [{ one: 1 }])
})

t.test('a command finds the Postgres of a running service, wherever its socket lies', async (t) => {
  for (const name of ['short', 'l'.repeat(120)]) {
    await t.test(name, async (t) => {
      const dataDir = path.join(freshDirectory(t), name)
      t.equal(await findRunningPostgres(dataDir), undefined)
      const postgres = await moved(t, dataDir)
      t.equal(await findRunningPostgres(dataDir), postgres.url)
      await postgres.close()
      t.equal(await findRunningPostgres(dataDir), undefined)
    })
  }
})

t.test('a killed Postgres comes back by itself with all that was committed', async (t) => {
  const dataDir = used
  const owner = own(t, dataDir)
  const { url } = await owner.hears('started')
  await query(url, 'create table first_kept as select n from generate_series(1, 500) n')

  process.kill(postmasterPid(dataDir), 'SIGKILL')
  await owner.hears('embedded Postgres is back')
  t.same(await query(url, 'select count(*)::int from first_kept'), [{ count: 500 }])
})

t.test('a crashed connection ends the others, and neither the database nor the way to stop it', async (t) => {
  const owner = own(t, used)
  const { url } = await owner.hears('started')
  await crashConnection(url, 'select pg_sleep(60)')
  await owner.hears('embedded Postgres is back')
  t.same(await query(url, 'select 1 as one'), [{ one: 1 }])

  const before = serverLog(used).length
  await crashConnection(url, 'select pg_sleep(60)')
  owner.child.kill('SIGTERM')
  t.strictSame(await once(owner.child, 'exit'), [0, null])
  t.notMatch(serverLog(used).slice(before), /immediate shutdown/, 'it was never asked twice')
})

t.test('a Postgres that keeps dying is given up, and that is told', async (t) => {
  const told = new EventEmitter()
  const log = { ...quiet, info: (_fields: object, message: string) => told.emit(message) }
  const lost = once(told, 'lost')
  const postgres = await startEmbeddedPostgres({ dataDir: used, log, onLost: (reason) => told.emit('lost', reason) })
  // Waiting for a database alone keeps no process alive.
  const alive = setInterval(() => undefined, FILE_TIMEOUT_MS)
  t.teardown(async () => {
    clearInterval(alive)
    await postgres.close()
  })

  // As often as it takes: on a busy machine the deaths lie further apart, and only close ones count.
  let isLost = false
  lost.then(() => (isLost = true), t.fail)
  while (!isLost) {
    const back = once(told, 'embedded Postgres is back')
    process.kill(postmasterPid(used), 'SIGKILL')
    await Promise.race([back, lost])
  }
  t.match(await lost, [{ name: 'EmbeddedPostgresError', code: 'failed', message: /keeps dying: see .*postgres\.log/ }])
})

t.test('Postgres stops cleanly when its owner is killed, and loses nothing', async (t) => {
  const dataDir = used
  const owner = own(t, dataDir)
  const { url } = await owner.hears('started')
  await query(url, 'create table second_kept as select n from generate_series(1, 500) n')

  const before = serverLog(dataDir).length
  owner.child.kill('SIGKILL')
  await until(() => !existsSync(path.join(dataDir, 'postgres/postmaster.pid')))
  // Its last line comes after the file is gone.
  await until(() => /database system is shut down/.test(serverLog(dataDir).slice(before)))

  const next = await own(t, dataDir).hears('started')
  t.same(await query(next.url, 'select count(*)::int from second_kept'), [{ count: 500 }])
  t.notMatch(serverLog(dataDir).slice(before), /not properly shut down/)
})

t.test('a start right after everything was killed recovers', async (t) => {
  const dataDir = used
  const owner = own(t, dataDir)
  const { url } = await owner.hears('started')
  await query(url, 'create table third_kept as select n from generate_series(1, 500) n')

  owner.child.kill('SIGSTOP')
  process.kill(postmasterPid(dataDir), 'SIGKILL')
  owner.child.kill('SIGKILL')
  const next = await own(t, dataDir).hears('started')
  t.same(await query(next.url, 'select count(*)::int from third_kept'), [{ count: 500 }])
})

t.test('a lock file that names a stranger does not keep Postgres from starting', async (t) => {
  const dataDir = used
  const socket = path.join(dataDir, 'socket/.s.PGSQL.5432')
  const stale = `${process.pid}\n${dataDir}/postgres\n1790000000\n5432\n${dataDir}/socket\n\n\nready   \n`
  writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), stale)
  writeFileSync(`${socket}.lock`, stale)
  writeFileSync(socket, '')

  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, log: quiet })
  t.teardown(() => postgres.close())
  t.same(await query(postgres.url, 'select 1 as one'), [{ one: 1 }])
})

t.test('any directory will do, however long and oddly named', async (t) => {
  const parent = freshDirectory(t)
  await t.test('with a socket elsewhere where its path would be too long', async (t) => {
    const postgres = await moved(t, path.join(parent, `été-${'o'.repeat(100)}`))
    t.ok(postgres.socketDir.startsWith(tmpdir()))
    t.same(await query(postgres.url, 'select 1 as one'), [{ one: 1 }])
    await postgres.close()
    t.notOk(existsSync(postgres.socketDir), 'and nothing is left there')
  })
  await t.test('with a socket beside the data otherwise', async (t) => {
    const dataDir = path.join(parent, `a, "b" & '100 %'`)
    const postgres = await moved(t, dataDir)
    t.equal(postgres.socketDir, path.join(dataDir, 'socket'))
    t.same(await query(postgres.url, 'select 1 as one'), [{ one: 1 }])
  })
})

t.test('Ctrl-C is for the owner alone, which needs its database to finish', async (t) => {
  const owner = own(t, used, { detached: true })
  const { url } = await owner.hears('started')
  process.kill(-(owner.child.pid ?? 0), 'SIGINT')
  await owner.hears('interrupted')
  t.same(await query(url, 'select 1 as one'), [{ one: 1 }])

  owner.child.kill('SIGTERM')
  t.strictSame(await once(owner.child, 'exit'), [0, null])
  await t.rejects(query(url, 'select 1'), { code: 'ENOENT' })
})

t.test('its log repeats no statement, no value and no row', async (t) => {
  const dataDir = used
  const owner = own(t, dataDir)
  const { url } = await owner.hears('started')
  await query(url, 'create table addresses (address text unique)')
  await query(url, 'insert into addresses values ($1)', [SECRET])
  await t.rejects(query(url, 'insert into addresses values ($1)', [SECRET]), { code: '23505' })
  await t.rejects(query(url, `select '${SECRET}'::uuid`), { code: '22P02' })
  await t.rejects(query(url, 'select $1::int', [SECRET]), { code: '22P02' })
  await t.rejects(query(url, `do $$ begin raise warning '${SECRET}'; raise exception '${SECRET}'; end $$`))

  // Postgres quotes what a crashed process was running.
  await crashConnection(url, `select pg_sleep(60), '${SECRET}'`)
  await until(() => /was terminated by signal 9/.test(serverLog(dataDir)))
  t.notMatch(serverLog(dataDir), /4711|example|insert into|select/)
})

t.test('the account makes no difference', async (t) => {
  t.test('an ordinary user', { skip: skipWithoutUser() }, async (t) => {
    const dataDir = freshDirectory(t)
    chownSync(dataDir, NOBODY, NOBODY)
    const owner = own(t, dataDir, { uid: NOBODY, gid: NOBODY }, 'throwaway')
    const { url } = await owner.hears('started')
    t.same(await query(url, 'select 1 as one'), [{ one: 1 }])
    owner.child.kill('SIGTERM')
    await once(owner.child, 'exit')

    const asRoot = await own(t, dataDir, {}, 'throwaway').hears('started')
    t.same(await query(asRoot.url, 'select 1 as one'), [{ one: 1 }], 'root takes over what that user left')
  })

  t.test('root where user namespaces are refused', { skip: isRoot ? false : 'needs root' }, async (t) => {
    const tools = freshDirectory(t)
    writeFileSync(path.join(tools, 'unshare'), '#!/bin/sh\nexit 1\n')
    chmodSync(path.join(tools, 'unshare'), 0o755)
    const env = { PATH: `${tools}:${process.env.PATH}` }
    const dataDir = used
    const owner = own(t, dataDir, { env })
    const { url } = await owner.hears('started')
    t.same(await query(url, 'select 1 as one'), [{ one: 1 }])
    owner.child.kill('SIGKILL')
    await until(() => /database system is shut down/.test(serverLog(dataDir)))
  })
})

t.test('what cannot work is said in one line', async (t) => {
  const dataDir = freshDirectory(t)
  const start = (dir: string) => startEmbeddedPostgres({ dataDir: dir, log: quiet })
  writeFileSync(path.join(dataDir, 'file'), '')
  await t.rejects(start(path.join(dataDir, 'file/data')), { name: EmbeddedPostgresError.name, code: 'unsupported' })

  mkdirSync(path.join(dataDir, 'postgres'))
  writeFileSync(path.join(dataDir, 'postgres/notes.txt'), '')
  await t.rejects(start(dataDir), { code: 'failed', message: /is no Postgres data directory/ })
  writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '12\n')
  await t.rejects(start(dataDir), { code: 'failed', message: /was written by Postgres 12, this is 18/ })
})

function freshDirectory(test: Test): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'embedded-'))
  test.teardown(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

/** A stopped database may be moved, and is moved back in the end. */
async function moved(test: Test, dataDir: string): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir)
  renameSync(path.join(used, 'postgres'), path.join(dataDir, 'postgres'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  test.teardown(async () => {
    await postgres.close()
    renameSync(path.join(dataDir, 'postgres'), path.join(used, 'postgres'))
  })
  return postgres
}
