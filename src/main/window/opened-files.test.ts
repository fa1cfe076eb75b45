import { expect, it } from 'vitest'
import { csvFilesIn } from './opened-files.ts'

it('finds the CSV files among the arguments', () => {
  expect(
    csvFilesIn(['--no-sandbox', '/app', 'list.CSV', '/a/b.tsv', '--x.csv', 'photo.png'], '/home/x'),
  ).toEqual(['/home/x/list.CSV', '/a/b.tsv'])
})
