/** Turns public word lists into small texts, so that a scorer knows words no labelled comment happens to hold. */

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LabelledComment, Task } from './corpus.js'
import { createRandom, shuffle } from './logistic.js'

interface WordList {
  file: string
  task: Task
  lang: string
  /** So many entries make one text. */
  together: number
}

const LISTS: readonly WordList[] = [
  { file: 'splorp_comment_blacklist.txt', task: 'spam', lang: 'en', together: 8 },
  { file: 'surge_profanity.en.csv', task: 'toxicity', lang: 'en', together: 2 },
  { file: 'ldnoobw.en.txt', task: 'toxicity', lang: 'en', together: 2 },
  { file: 'ldnoobw.fr.txt', task: 'toxicity', lang: 'fr', together: 2 },
  { file: 'darwiin_badwords.fr.txt', task: 'toxicity', lang: 'fr', together: 2 },
]

/** Texts made of the lists in `folder`/lists; a list that is not there is left out. */
export function readKeywords(folder: string): LabelledComment[] {
  return LISTS.flatMap((list) => {
    const file = path.join(folder, 'lists', list.file)
    return existsSync(file) ? toTexts(list, readEntries(file)) : []
  })
}

function toTexts({ file, task, lang, together }: WordList, entries: string[]): LabelledComment[] {
  const source = `list_${file.split('.')[0]}`
  const order = entries.map((_, i) => i)
  shuffle(order, createRandom(entries.length))
  const texts: LabelledComment[] = []
  for (let i = 0; i < order.length; i += together) {
    const text = order
      .slice(i, i + together)
      .map((place) => entries[place] ?? '')
      .join(' ')
    const id = `${source}-${i}`
    texts.push({ id, text, label: 1, lang, source, cluster: id, task, order: -1, confidence: 1, isKeywords: true })
  }
  return texts
}

/** First column of a table, or whole lines; numbers and short fragments say nothing. The table's mild words are left out. */
function readEntries(file: string): string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const isTable = file.endsWith('.csv')
  return lines
    .slice(isTable ? 1 : 0)
    .filter((line) => !isTable || !line.endsWith('Mild'))
    .map((line) => (isTable ? (line.split(',')[0] ?? '') : line))
    .filter((entry) => entry.length > 3 && !/^[\d.]+$/.test(entry))
}
