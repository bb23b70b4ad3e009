/** Reads the weights that ship with the package. */

import { readFileSync } from 'node:fs'
import { packageFile } from './package-file.js'
import { type Model, parseWeights } from './screening/model/weights.js'

const WEIGHTS = 'src/screening/model/weights.bin'

/** Throws when the file is missing or was made for other features. */
export function readModel(): Model {
  return parseWeights(readFileSync(packageFile(WEIGHTS)))
}
