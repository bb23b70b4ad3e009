/** The first file that a page loads: defines the element, once, however often it is loaded. */

import { makeElement } from './causerie-thread.js'

const NAME = 'causerie-thread'

if (!customElements.get(NAME)) customElements.define(NAME, makeElement(new URL('.', import.meta.url).href))
