/** `causerie classify [FILE …]`: no database, no network, no configuration. */

import { createReadStream } from 'node:fs'
import { readModel } from '../../model-file.js'
import { UsageError } from '../usage-error.js'
import { classifyStream } from './classify.js'

/** Some lines could not be read (sysexits.h, EX_DATAERR). */
const EXIT_DATA = 65

export async function classifyCommand(files: string[]): Promise<void> {
  const option = files.find((file) => file.startsWith('-') && file !== '-')
  if (option !== undefined)
    throw new UsageError(`there is no option ${option}; give names of files, or nothing for standard input`)
  const model = readModel()
  let broken = 0
  for (const file of files.length === 0 ? ['-'] : files) {
    const input = file === '-' ? process.stdin : createReadStream(file)
    try {
      broken += (await classifyStream(model, input, process.stdout)).broken
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new UsageError(`there is no file ${file}`)
      // Whoever reads us has read enough: `head` does so.
      if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return
      throw error
    }
  }
  if (broken > 0) {
    process.stderr.write(`causerie classify: ${broken} lines could not be read; each has a line with its error\n`)
    process.exitCode = EXIT_DATA
  }
}
