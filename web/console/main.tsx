/** Starts the console in the page that the service sends. */

import { render } from 'preact'
import { Door } from './entry/door.js'
import { listenToKeys } from './keys.js'
import { keepDocumentLanguage } from './language.js'
import { listenToLinks } from './router.js'
import './styles/console.css'

keepDocumentLanguage()
listenToLinks()
listenToKeys()
render(<Door />, document.querySelector('#console') ?? document.body)
