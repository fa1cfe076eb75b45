import { isAbsolute, resolve } from 'node:path'

/** The CSV files among the arguments of a start (file association, "open with"), as absolute paths. */
export function csvFilesIn(args: readonly string[], workingFolder: string): string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && /\.(csv|tsv)$/i.test(argument))
    .map((argument) => (isAbsolute(argument) ? argument : resolve(workingFolder, argument)))
}
