import { Select } from '@mantine/core'
import type { CsvInspection, CsvReadOptions } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { Fold } from './fold.tsx'
import { HeadTable } from './head-table.tsx'
import { encodingName, readingDoubt, readingSummary } from './reading-words.ts'
import classes from './columns.module.css'

/** Encodings that lists come in; one that was found and is not here is added. */
const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
]
const DELIMITERS = [',', ';', '\t', '|'] as const

/** How the file is read: one line while nothing is odd, otherwise its first rows and what can be changed. */
export function ReadingOptions({ inspection, busy }: { inspection: CsvInspection; busy: boolean }) {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const raise = useThrow()
  const { format, encoding, delimiter, sheet, sheets, headerRow } = inspection
  const doubt = readingDoubt(inspection)
  const readAs = (options: CsvReadOptions): void => {
    flow.readAs(options).catch(raise)
  }
  const present: CsvReadOptions = format === 'xlsx' ? { sheet } : { encoding, delimiter }
  return (
    <Fold
      title={t('columns.reading')}
      summary={readingSummary(t, inspection)}
      open={doubt !== null || headerRow !== 0 || sheets.length > 1}
    >
      <div className={classes.options}>
        {format === 'xlsx' ? (
          <Select
            label={t('columns.sheet')}
            w={240}
            data={sheets}
            value={sheet}
            disabled={busy || sheets.length < 2}
            onChange={(value) => {
              if (value !== null && value !== sheet) readAs({ sheet: value })
            }}
          />
        ) : (
          <>
            <Select
              label={t('columns.delimiter')}
              w={160}
              data={DELIMITERS.map((value) => ({ value, label: t(`columns.delimiters.${value}`) }))}
              value={delimiter}
              disabled={busy}
              onChange={(value) => {
                const chosen = DELIMITERS.find((one) => one === value)
                if (chosen !== undefined && chosen !== delimiter) readAs({ encoding, delimiter: chosen })
              }}
            />
            <Select
              label={t('columns.encoding')}
              w={180}
              data={(ENCODINGS.includes(encoding) ? ENCODINGS : [encoding, ...ENCODINGS]).map((value) => ({
                value,
                label: encodingName(value),
              }))}
              value={encoding}
              searchable
              disabled={busy}
              onChange={(value) => {
                if (value !== null && value !== encoding) readAs({ encoding: value, delimiter })
              }}
            />
          </>
        )}
        {doubt !== null && (
          <p className={classes.doubt} role="status">
            {t(`columns.${doubt}`)}
          </p>
        )}
      </div>
      <HeadTable
        inspection={inspection}
        busy={busy}
        onHeaderRow={(row) => {
          readAs({ ...present, headerRow: row })
        }}
      />
    </Fold>
  )
}
