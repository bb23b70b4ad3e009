import t from 'tap'
import type { Subject } from '../../../src/screening/check.js'
import { links } from '../../../src/screening/spam/links.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

function scoreOf(given: Partial<Subject>): number {
  return links.run(makeSubject(given), makeFacts())?.score ?? 0
}

t.test('people cite sources', async (t) => {
  const bodies = [
    'The study says so: https://www.nature.com/articles/s41586-020-2649-2.',
    'Here is the recipe: https://bit.ly/3abcdef',
    'https://fr.wikipedia.org/wiki/Pain',
    'I wrote about salt on my blog last year, with measurements: https://bread.example.org/salt',
    'See [the manual](https://manual.example.org/oven) for the steps.',
    'Compare https://a.example.org/1 with https://b.example.org/2 and think of how long the dough rests in each of them.',
    'Great post!',
    'Merci pour cet article, très intéressant.',
    'Read www.example.org first',
    '详细说明请看官方文档，里面写得很清楚 https://docs.example.org/zh',
    'The [link](https://docs.example.org/a) and the [url](https://docs.example.org/b) say the same about resting the dough.',
  ]
  for (const body of bodies) t.ok(scoreOf({ body }) < 0.5, body)
  t.ok(scoreOf({ authorUrl: 'https://ann.example.org/' }) < 0.3, 'an author may have a site')
  t.ok(scoreOf({ body: 'Great post!', authorUrl: 'https://ann.example.org/' }) < 0.5, 'and be polite')
})

t.test('links to the page under discussion are no advertising', async (t) => {
  t.equal(scoreOf({ body: 'https://bakery.example/bread#comments https://bakery.example/rye' }), 0)
})

t.test('advertising is held', async (t) => {
  const bodies = [
    '<a href=https://cheap-pills.example.com/>buy pills online</a>',
    'Nice article! [url=https://casino.example.com]best casino[/url]',
    'Great post, thanks for sharing.\n\nhttps://best-movers.shop/',
    'buy now https://x.example.com https://y.example.com https://z.example.com',
    'Very informative article. <a href="https://www.roofing-dallas.example.com/">Roofing in Dallas</a>',
    'Feel free to visit my website; [essay service](https://essays.example.com "essay service")',
    'Super article ! Visitez mon site https://voyance-gratuite.example.com',
  ]
  for (const body of bodies) t.ok(scoreOf({ body }) >= 0.5, body)
})

t.test('a link in the name is a strong sign, not a verdict', async (t) => {
  for (const authorName of ['http://cheap.example.com', 'www.cheap.com', 'cheap-shoes.shop', 'Best Casino Online']) {
    const score = scoreOf({ authorName })
    t.ok(score >= 0.3 && score < 0.5, authorName)
  }
  for (const authorName of ['J.R.R. Tolkien', 'Dr. Ann', 'M. Dupont', 'St. John'])
    t.equal(scoreOf({ authorName }), 0, authorName)
})

t.test('notes hold no link', async (t) => {
  const found = links.run(
    makeSubject({ body: 'https://secret.example.com/?mail=ann@example.com https://bit.ly/abc' }),
    makeFacts(),
  )
  t.notMatch(JSON.stringify(found), /secret|bit\.ly|ann@/)
})
