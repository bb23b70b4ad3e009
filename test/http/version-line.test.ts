import t from 'tap'
import { createVersionLine } from '../../src/http/version-line.js'
import { createRandom } from '../support/random.js'

t.test('a change is told once, however often and in whatever order it comes', async (t) => {
  const line = createVersionLine(3)
  t.notOk(line.take(3), 'what the reader has')
  t.ok(line.take(5))
  t.strictSame([line.settled(), line.newest()], [3, 5], 'a reader goes on before the gap')
  t.notOk(line.take(5))
  t.ok(line.take(4))
  t.strictSame([line.settled(), line.newest()], [5, 5])
  t.notOk(line.take(4))
})

t.test('the database tells what was lost, and only that', async (t) => {
  const line = createVersionLine(3)
  t.notOk(line.confirm(3))
  line.take(5)
  t.notOk(line.confirm(2), 'an answer from before')
  t.ok(line.confirm(5), 'version 4 never came')
  t.strictSame([line.settled(), line.newest()], [5, 5])
  t.notOk(line.take(4), 'when it comes after all, readers have read again')
  line.take(6)
  line.take(9)
  t.ok(line.confirm(7))
  t.strictSame([line.settled(), line.newest()], [7, 9])
  line.take(8)
  t.equal(line.settled(), 9)
  t.notOk(line.confirm(9), 'all of it was told')
})

t.test('any order of a hundred changes, some twice, tells each once and ends without a gap', async (t) => {
  const random = createRandom(7)
  const versions = Array.from({ length: 200 }, (_, n) => 2 + (n % 100)).sort(() => random.next() - 0.5)
  const line = createVersionLine(1)
  const told = versions.filter((version) => line.take(version))
  t.equal(told.length, 100)
  t.strictSame([line.settled(), line.newest()], [101, 101])
})
