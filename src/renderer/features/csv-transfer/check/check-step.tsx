import { notifications } from '@mantine/notifications'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconLayoutSidebarRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { CsvFileError, RowDecision, RowEdit } from '#shared/csv/csv-file.ts'
import type { ValueToMap } from '#shared/csv/values-to-map.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { keysText } from '#renderer/ui/keys.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { fileErrorText } from '../file-error-text.ts'
import type { FlowState } from '../import-flow.ts'
import { CheckFooter } from './check-footer.tsx'
import { FixDialogs } from './fix-dialogs.tsx'
import { FixMenu, type FixDialog } from './fix-menu.tsx'
import { KindExplained } from './kind-explained.tsx'
import { KindFilter } from './kind-filter.tsx'
import { rowsOfKind } from './position-of-row.ts'
import { RowDetails } from './row-details.tsx'
import { RowsGrid } from './rows-grid.tsx'
import { shownColumns } from './shown-columns.ts'
import { useColumnsAtFault } from './use-columns-at-fault.ts'
import { usePreviewRows } from './use-preview-rows.ts'
import { useShownRows } from './use-shown-rows.ts'
import { useUndoKey } from './use-undo-key.ts'
import { ValuesNotice } from './values-notice.tsx'
import classes from './check.module.css'

const NO_VALUES: readonly ValueToMap[] = []

/** Third step: what will happen to every row. Nothing is saved before the button below is pressed. */
export function CheckStep({ state }: { state: Extract<FlowState, { step: 'check' }> }) {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const raise = useThrow()
  const { opened, check } = state
  const shown = useShownRows(check.preview)
  const { kind, place, preview, row } = shown
  const rows = usePreviewRows(opened, check)
  const values = check.preview?.values ?? NO_VALUES
  const inOrder = useMemo(() => shownColumns(opened.columns, t), [opened.columns, t])
  const columns = useColumnsAtFault(kind, rows, inOrder)
  const [dialog, setDialog] = useState<FixDialog | null>(null)
  const [details, setDetails] = useState(true)
  const editable = preview?.whole === true
  const failed = rows.failed ?? check.error

  const told = (error: CsvFileError | null): void => {
    if (error === null) return
    notifications.show({ color: 'red', title: t('check.editFailed'), message: fileErrorText(t, error) })
  }
  const edit = (edits: readonly RowEdit[]): void => {
    flow.edit(edits).then(told, raise)
  }
  const decide = (number: number, decision: RowDecision | null): void => {
    rows.decide(number, decision)
    edit([{ type: 'decide', row: number, decision }])
  }
  const undo = (): void => {
    if (check.undoable.length === 0) return
    flow.undoEdit().then((error) => {
      told(error)
      if (error === null) notifications.show({ message: t('check.undone') })
    }, raise)
  }
  useUndoKey(undo)

  const current = row < 0 ? null : rows.row(row)
  const activeColumn = columns.find(({ at }) => at === place.column) ?? columns[0]
  return (
    <>
      {failed !== null && (
        <Notice
          tone="bad"
          bar
          title={t('errors.title')}
          actions={
            <Button variant="default" onClick={() => void flow.check().catch(raise)}>
              {t('actions.again')}
            </Button>
          }
        >
          {fileErrorText(t, failed)}
        </Notice>
      )}
      <div className={classes.toolbar}>
        <KindFilter preview={check.preview} shown={kind} onChange={shown.show} />
        <div className={classes.tools}>
          <IconButton
            label={t('check.undo')}
            shortcut={keysText('mod Z')}
            icon={IconArrowBackUp}
            disabled={check.undoable.length === 0}
            onClick={undo}
          />
          <FixMenu
            customers={opened.kind === 'customers'}
            values={values.length}
            disabled={!editable}
            onOpen={setDialog}
          />
          <IconButton
            label={details ? t('row.hide') : t('row.show')}
            icon={IconLayoutSidebarRight}
            aria-pressed={details}
            onClick={() => {
              setDetails(!details)
            }}
          />
        </div>
      </div>
      <KindExplained
        kind={kind}
        blank={check.preview?.blank ?? 0}
        options={opened.options}
        customers={opened.kind === 'customers'}
        onPossible={(possible) => {
          flow.setOptions({ possible }).catch(raise)
        }}
      />
      {values.length > 0 && (kind === 'invalid' || kind === 'all') && (
        <ValuesNotice
          values={values}
          onChoose={() => {
            setDialog('values')
          }}
        />
      )}
      <div className={classes.split}>
        {preview === null || rowsOfKind(preview, kind) === 0 ? (
          <p className={classes.nothing}>
            {preview?.whole === true && t(preview.rows === 0 ? 'check.noRows' : 'check.nothingOfKind')}
          </p>
        ) : (
          <RowsGrid
            key={kind}
            preview={preview}
            kind={kind}
            rows={rows}
            columns={columns}
            editable={editable}
            place={place}
            onPlace={shown.setPlace}
            onEdit={(number, column, text) => {
              rows.type(number, column, text)
              edit([{ type: 'cell', row: number, column, text }])
            }}
            onDecide={decide}
          />
        )}
        {details && (
          <RowDetails
            row={current}
            columns={columns}
            editable={editable}
            onEditCell={(column) => {
              shown.setPlace({ column, editing: true })
            }}
            onPut={(column, text) => {
              const find = (current?.cells[column] ?? '').trim()
              edit([{ type: 'replace', column, find, text }])
            }}
            onDecide={(decision) => {
              decide(row, decision)
            }}
            onGoTo={(number) => {
              shown.show('all', number)
            }}
          />
        )}
      </div>
      <CheckFooter opened={opened} check={check} onFailed={told} />
      <FixDialogs
        dialog={dialog}
        opened={opened}
        columns={columns}
        values={values}
        begin={{
          column: activeColumn?.at ?? 0,
          text: current?.cells[activeColumn?.at ?? 0] ?? '',
        }}
        onClose={() => {
          setDialog(null)
        }}
        onEdit={edit}
      />
    </>
  )
}
