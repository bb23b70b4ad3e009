import t from 'tap'
import { Redacted } from '../../src/privacy/redacted.js'
import { createSeals } from '../../src/privacy/seal.js'

const seals = createSeals(new Redacted(Buffer.from('a pepper of 32 bytes or more, for these tests')))
const others = createSeals(new Redacted(Buffer.from('another pepper of 32 bytes or more, for these')))

t.test('a sealed text opens for its owner under its pepper, and for nobody else', async (t) => {
  const sealed = seals.seal('comment_content=Bread é', 'one')
  t.equal(seals.open(sealed, 'one'), 'comment_content=Bread é')
  t.equal(seals.open(sealed, 'two'), undefined, 'not as another comment’s')
  t.equal(others.open(sealed, 'one'), undefined, 'not with another pepper')
  t.notMatch(sealed.toString('latin1'), /comment_content|Bread/)
  t.not(sealed.toString('hex'), seals.seal('comment_content=Bread é', 'one').toString('hex'), 'no two are alike')
})

t.test('a changed or cut text does not open', async (t) => {
  const sealed = seals.seal('Bread', 'one')
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
    t.equal(seals.open(changed, 'one'), undefined, `byte ${place}`)
    t.equal(seals.open(sealed.subarray(0, place), 'one'), undefined, `the first ${place} bytes`)
  }
})

t.test('an alias is the same for an author, and another one under another pepper', async (t) => {
  t.equal(seals.aliasOf('a'), seals.aliasOf('a'))
  t.match(seals.aliasOf('a'), /^[0-9a-f]{32}$/)
  t.not(seals.aliasOf('a'), seals.aliasOf('b'))
  t.not(seals.aliasOf('a'), others.aliasOf('a'))
})
