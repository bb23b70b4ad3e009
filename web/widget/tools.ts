/**
 * What the parts that are loaded later need of the first one. Handed over rather than imported: a module that two files
 * import becomes a third file, and the first load would have to wait for it.
 */

import { makeAvatar } from './avatar.js'
import { makeTime } from './comment.js'
import { h, put } from './dom.js'
import { closeReply } from './form.js'
import { loadPart } from './load.js'
import { recall, remember } from './store.js'
import { ask, keyOf, threadPath } from './talk.js'
import { goTo, readThread } from './thread-view.js'
import { count, loadWords } from './words.js'

export const tools = {
  ask,
  closeReply,
  count,
  goTo,
  h,
  keyOf,
  loadPart,
  loadWords,
  makeAvatar,
  makeTime,
  put,
  readThread,
  recall,
  remember,
  threadPath,
}
export type Tools = typeof tools
