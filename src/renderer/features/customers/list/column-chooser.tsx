import { Button, Checkbox, Group, Popover, ScrollArea } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { ROSTER_COLUMNS, type RosterColumn } from '#renderer/roster/roster-query.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import classes from './customers-page.module.css'
import { USUAL_COLUMNS } from './customer-columns.ts'

interface ColumnChooserProps {
  shown: readonly RosterColumn[]
  onChange: (columns: RosterColumn[]) => void
}

/** Which columns the list shows, and in which order. */
export const ColumnChooser = memo(function ColumnChooser({ shown, onChange }: ColumnChooserProps) {
  const t = useText('customers')
  const [opened, setOpened] = useState(false)
  const hidden = ROSTER_COLUMNS.filter((column) => !shown.includes(column))
  const move = (column: RosterColumn, step: 1 | -1): void => {
    const from = shown.indexOf(column)
    const next = shown.filter((other) => other !== column)
    next.splice(from + step, 0, column)
    onChange(next)
  }
  return (
    <Popover position="bottom-end" opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <span>
          <IconButton
            label={t('list.chooseColumns')}
            icon={IconColumns3}
            aria-expanded={opened}
            onClick={() => {
              setOpened(!opened)
            }}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown p={8} w={260} aria-label={t('list.columns')}>
        <ScrollArea.Autosize mah={420}>
          {[...shown, ...hidden].map((column) => {
            const position = shown.indexOf(column)
            const label = t(`columns.${column}`)
            return (
              <Group
                key={column}
                className={classes.chooserRow}
                justify="space-between"
                wrap="nowrap"
                gap={4}
              >
                <Checkbox
                  label={label}
                  checked={position >= 0}
                  disabled={column === 'name'}
                  onChange={() => {
                    onChange(position >= 0 ? shown.filter((other) => other !== column) : [...shown, column])
                  }}
                />
                {position >= 0 && (
                  <Group gap={0} wrap="nowrap" className={classes.chooserMoves}>
                    <IconButton
                      label={t('list.moveUp', { column: label })}
                      icon={IconArrowUp}
                      size={24}
                      disabled={position === 0}
                      onClick={() => {
                        move(column, -1)
                      }}
                    />
                    <IconButton
                      label={t('list.moveDown', { column: label })}
                      icon={IconArrowDown}
                      size={24}
                      disabled={position === shown.length - 1}
                      onClick={() => {
                        move(column, 1)
                      }}
                    />
                  </Group>
                )}
              </Group>
            )
          })}
        </ScrollArea.Autosize>
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          mt={8}
          onClick={() => {
            onChange([...USUAL_COLUMNS])
          }}
        >
          {t('list.resetColumns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
})
