/** Makes the types of the API for browser code out of openapi.yaml, into build/: what is generated is not reviewed twice. */

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTypescript, { astToString } from 'openapi-typescript'

const ROOT = path.dirname(import.meta.dirname)
const FILE = path.join(ROOT, 'build/web-types/api.d.ts')

const tree = await openapiTypescript(pathToFileURL(path.join(ROOT, 'openapi.yaml')))
mkdirSync(path.dirname(FILE), { recursive: true })
writeFileSync(FILE, astToString(tree))
