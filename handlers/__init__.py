"""Door 1: Slack calls us. One module per feature; each handler reads, calls one use case, leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.delivery import opt_out_blocks
from bot.digest import month_blocks as digest_months
from bot.digest import waiting_blocks as digest_reports
from bot.leave import form_blocks as leave_form
from bot.leave import goal_blocks, plan_blocks, report_blocks, table_blocks
from bot.leave import my_blocks as my_leave
from bot.meetings import blocks as meetings_blocks
from bot.meetings import card_blocks as meetings_card
from bot.meetings import morning_blocks
from bot.no_overtime import blocks as no_overtime_blocks
from bot.no_overtime import meeting_blocks, reply_blocks, unit_rule_blocks
from bot.no_overtime.answers import Answer
from bot.one_on_one import blocks as one_on_one_blocks
from bot.one_on_one import form_blocks as one_on_one_form
from bot.one_on_one import list_blocks as one_on_one_list_blocks
from bot.one_on_one import my_blocks as my_one_on_ones
from bot.overtime import blocks as overtime_blocks
from bot.overtime import evening_card, form_blocks, late_blocks, list_blocks, my_blocks
from bot.people import home as home_blocks
from bot.people import mode_blocks
from bot.pulse import action_blocks, question_blocks, result_blocks, survey_blocks, threshold_blocks, voice_blocks
from bot.reports import blocks as report_blocks_of_month
from bot.reports import board_blocks, quarterly_blocks
from handlers import (
    actions,
    admin,
    confirming,
    delivery,
    digest,
    guide,
    home,
    late_notice,
    leave,
    leave_goal,
    leave_report,
    leave_table,
    meetings,
    monthly_reports,
    no_overtime,
    one_on_one,
    one_on_one_list,
    overtime,
    people,
    pulse,
    report_list,
    results,
    special_modes,
    surveys,
    thresholds,
    unit_rules,
    voices,
)
from handlers.call import Kind
from handlers.commands import command_id
from handlers.listening import Door, Routes

#: What leads where.
ROUTES: Routes = MappingProxyType(
    {
        (Kind.COMMAND, "/kaeru help"): guide.show,
        (Kind.COMMAND, "/kaeru calendar"): no_overtime.show_calendar,
        (Kind.COMMAND, "/kaeru digest"): digest.show,
        (Kind.ACTION, digest_months.OPEN): digest.open_months,
        **{(Kind.ACTION, action_id): digest.move for action_id in digest_months.MOVES},
        (Kind.ACTION, digest_reports.OPEN): digest.open_reports,
        (Kind.ACTION, digest_reports.CONFIRM): digest.confirm,
        (Kind.ACTION, digest_reports.SEND_BACK): digest.send_back,
        (Kind.COMMAND, "/kaeru leave"): leave.say,
        (Kind.COMMAND, "/kaeru kinds"): leave.tell_kinds,
        (Kind.SHORTCUT, plan_blocks.OPEN): leave.open_form,
        (Kind.ACTION, plan_blocks.OPEN): leave.open_form,
        (Kind.ACTION, plan_blocks.CHOOSE): leave.choose,
        (Kind.ACTION, plan_blocks.CONFIRM): leave.confirm,
        (Kind.ACTION, leave_form.CHANGED): leave.redraw,
        (Kind.VIEW, leave_form.PLAN): leave.submit,
        (Kind.ACTION, my_leave.CHANGE): leave.open_change,
        (Kind.ACTION, my_leave.CANCEL): leave.cancel,
        (Kind.COMMAND, "/kaeru stop"): admin.stop,
        (Kind.COMMAND, "/kaeru start"): admin.start,
        (Kind.COMMAND, "/kaeru special"): special_modes.open_window,
        (Kind.OPTIONS, mode_blocks.CHOOSE_UNIT): special_modes.find_units,
        (Kind.ACTION, mode_blocks.END_WITH_TODAY): special_modes.end_with_today,
        (Kind.ACTION, mode_blocks.END_BEFORE_TODAY): special_modes.end_before_today,
        (Kind.VIEW, mode_blocks.DECLARE): special_modes.declare,
        (Kind.ACTION, reply_blocks.REPLY[Answer.ON_TIME]): no_overtime.reply,
        (Kind.ACTION, reply_blocks.REPLY[Answer.HELPING]): no_overtime.reply,
        (Kind.ACTION, reply_blocks.REPLY[Answer.OVERTIME]): no_overtime.reply,
        (Kind.ACTION, meeting_blocks.CAUSE): no_overtime.reply,
        (Kind.ACTION, meeting_blocks.CLOSE): no_overtime.close_meeting,
        (Kind.ACTION, meeting_blocks.OPEN_SETTING): no_overtime.open_meeting_setting,
        (Kind.VIEW, meeting_blocks.SETTING): no_overtime.decide_meeting,
        **{(Kind.ACTION, action_id): pulse.answer_question for action_id in question_blocks.ANSWER.values()},
        (Kind.ACTION, question_blocks.SKIP): pulse.skip,
        (Kind.ACTION, question_blocks.GO_ON): pulse.skip,
        (Kind.ACTION, question_blocks.WRITE): pulse.write,
        (Kind.VIEW, question_blocks.WRITTEN): pulse.send_words,
        (Kind.ACTION, question_blocks.RECEIPT): pulse.show_receipt,
        (Kind.COMMAND, "/kaeru survey"): surveys.open_window,
        (Kind.VIEW, survey_blocks.START): surveys.start,
        (Kind.ACTION, survey_blocks.BEGIN_PULSE): surveys.begin_pulse,
        (Kind.ACTION, survey_blocks.END_PULSE): surveys.end_pulse,
        (Kind.ACTION, survey_blocks.WITHDRAW): surveys.withdraw,
        (Kind.ACTION, result_blocks.OPEN): results.open_results,
        **{(Kind.ACTION, action_id): results.move for action_id in result_blocks.MOVES},
        (Kind.OPTIONS, result_blocks.FIND_UNIT): results.find_units,
        (Kind.ACTION, threshold_blocks.OPEN): thresholds.open_window,
        (Kind.VIEW, threshold_blocks.DECIDE): thresholds.decide,
        (Kind.ACTION, threshold_blocks.AGREE): thresholds.agree,
        (Kind.ACTION, threshold_blocks.WITHDRAW): thresholds.withdraw,
        (Kind.ACTION, result_blocks.REPLY): voices.open_window,
        (Kind.VIEW, voice_blocks.PUBLISH): voices.publish,
        (Kind.ACTION, action_blocks.PICK): actions.open_window,
        (Kind.VIEW, action_blocks.PICKED): actions.pick,
        **{(Kind.ACTION, action_id): actions.say for action_id in action_blocks.SAY.values()},
        (Kind.ACTION, result_blocks.CHART): results.send_chart,
        (Kind.ACTION, result_blocks.EXPORT): results.export,
        (Kind.ACTION, result_blocks.EXPORT_CP932): results.export_cp932,
        (Kind.ACTION, result_blocks.EXPORT_XLSX): results.export_xlsx,
        (Kind.ACTION, unit_rule_blocks.OPEN): unit_rules.open_window,
        (Kind.ACTION, unit_rule_blocks.CHOOSE_UNIT): unit_rules.choose_unit,
        (Kind.ACTION, unit_rule_blocks.CHOOSE_KIND): unit_rules.choose_kind,
        (Kind.ACTION, unit_rule_blocks.END): unit_rules.end,
        (Kind.VIEW, unit_rule_blocks.DECIDE): unit_rules.decide,
        (Kind.COMMAND, "/kaeru overtime"): overtime.open_next,
        (Kind.ACTION, overtime_blocks.OPEN): overtime.open_form,
        (Kind.ACTION, form_blocks.CHOOSE_DAY): overtime.choose_day,
        (Kind.VIEW, form_blocks.REPORT): overtime.report,
        (Kind.ACTION, my_blocks.WITHDRAW): overtime.withdraw,
        (Kind.ACTION, late_blocks.FINISH): late_notice.finish,
        (Kind.ACTION, late_blocks.OPEN): late_notice.open_form,
        (Kind.VIEW, late_blocks.GIVE): late_notice.give,
        (Kind.ACTION, no_overtime_blocks.OTHER_LANGUAGES): no_overtime.show_other_languages,
        (Kind.ACTION, opt_out_blocks.OPT_OUT): delivery.opt_out,
        (Kind.ACTION, opt_out_blocks.OPT_IN): home.receive_again,
        (Kind.ACTION, home_blocks.CHOOSE_LANGUAGE): home.choose_language,
        (Kind.ACTION, evening_card.CONFIRM): confirming.confirm,
        (Kind.ACTION, evening_card.SEND_BACK): confirming.send_back,
        (Kind.COMMAND, "/kaeru reports"): report_list.open_list,
        (Kind.ACTION, list_blocks.OPEN): report_list.open_today,
        (Kind.ACTION, list_blocks.CHOOSE_DAY): report_list.choose_day,
        (Kind.ACTION, list_blocks.TURN_BACK): report_list.turn,
        (Kind.ACTION, list_blocks.TURN_ON): report_list.turn,
        (Kind.ACTION, list_blocks.EXPORT): report_list.export,
        (Kind.ACTION, list_blocks.EXPORT_CP932): report_list.export_cp932,
        (Kind.COMMAND, "/kaeru table"): leave_table.open_table,
        (Kind.ACTION, table_blocks.OPEN): leave_table.open_table,
        **{(Kind.ACTION, action_id): leave_table.move for action_id in table_blocks.MOVES},
        (Kind.ACTION, table_blocks.TELL): leave_table.tell_on_card,
        (Kind.ACTION, table_blocks.EXPORT_XLSX): leave_table.export_xlsx,
        (Kind.ACTION, table_blocks.EXPORT_CSV): leave_table.export_csv,
        (Kind.ACTION, table_blocks.EXPORT_CP932): leave_table.export_cp932,
        (Kind.OPTIONS, table_blocks.FIND_UNIT): leave_table.find_units,
        (Kind.ACTION, goal_blocks.OPEN): leave_goal.open_goal,
        (Kind.VIEW, goal_blocks.SET): leave_goal.set_goal,
        (Kind.ACTION, report_blocks.OPEN): leave_report.open_report,
        (Kind.VIEW, report_blocks.APPROVE): leave_report.approve,
        (Kind.COMMAND, "/kaeru 1on1"): one_on_one.show,
        (Kind.ACTION, one_on_one_blocks.OPEN_SCHEDULE): one_on_one.open_schedule,
        (Kind.VIEW, one_on_one_form.SCHEDULE): one_on_one.schedule,
        (Kind.ACTION, one_on_one_blocks.OPEN_HELD): one_on_one.open_held,
        (Kind.VIEW, one_on_one_form.HELD): one_on_one.held,
        (Kind.ACTION, one_on_one_blocks.POSTPONE): one_on_one.postpone,
        (Kind.ACTION, one_on_one_blocks.STOP): one_on_one.stop,
        (Kind.ACTION, one_on_one_blocks.RESUME): one_on_one.resume,
        (Kind.ACTION, one_on_one_blocks.ASK): one_on_one.ask,
        (Kind.ACTION, one_on_one_blocks.CALENDAR): one_on_one.send_file,
        (Kind.ACTION, my_one_on_ones.TOPIC): one_on_one.choose_topic,
        (Kind.ACTION, my_one_on_ones.STANCE): one_on_one.choose_stance,
        **{(Kind.ACTION, action_id): one_on_one.tell_clarity for action_id in my_one_on_ones.CLARITY.values()},
        (Kind.ACTION, my_one_on_ones.OPEN_LIST): one_on_one_list.open_list,
        (Kind.ACTION, one_on_one_list_blocks.OPEN_PAIR): one_on_one_list.open_pair,
        (Kind.ACTION, one_on_one_list_blocks.PAIR_CADENCE): one_on_one_list.choose_pair_cadence,
        (Kind.ACTION, my_one_on_ones.OPEN_CADENCE): one_on_one_list.open_cadence,
        (Kind.VIEW, one_on_one_form.CADENCE): one_on_one_list.decide_cadence,
        (Kind.ACTION, meetings_blocks.OPEN): meetings.open_window,
        (Kind.ACTION, meetings_blocks.TURN_BACK): meetings.turn,
        (Kind.ACTION, meetings_blocks.TURN_ON): meetings.turn,
        (Kind.ACTION, meetings_blocks.OPEN_DAY): meetings.open_day,
        (Kind.ACTION, meetings_blocks.OPEN_HELD): meetings.open_held,
        (Kind.ACTION, meetings_blocks.NOT_HELD): meetings.note_not_held,
        (Kind.VIEW, meetings_blocks.SET_DAY): meetings.set_day,
        (Kind.VIEW, meetings_blocks.NOTE_HELD): meetings.note_held,
        (Kind.ACTION, morning_blocks.OPEN): meetings.open_mornings,
        (Kind.VIEW, morning_blocks.DECIDE): meetings.decide_mornings,
        (Kind.ACTION, meetings_card.MORNING_HELD): meetings.note_morning,
        (Kind.ACTION, meetings_card.MORNING_NOT_HELD): meetings.note_morning,
        (Kind.ACTION, meetings_card.AGENDA_OPEN): meetings.open_agenda,
        (Kind.ACTION, meetings_card.OTHER_LANGUAGES): meetings.show_other_languages,
        (Kind.ACTION, report_blocks_of_month.OPEN): monthly_reports.open_report,
        (Kind.VIEW, report_blocks_of_month.SUBMIT): monthly_reports.submit,
        (Kind.ACTION, report_blocks_of_month.SEND_BACK): monthly_reports.send_back,
        (Kind.ACTION, report_blocks_of_month.OPEN_BOARD): monthly_reports.open_board,
        (Kind.ACTION, board_blocks.CHOOSE_MONTH): monthly_reports.choose_month,
        (Kind.ACTION, board_blocks.TURN_BACK): monthly_reports.turn,
        (Kind.ACTION, board_blocks.TURN_ON): monthly_reports.turn,
        (Kind.ACTION, board_blocks.EXPORT): monthly_reports.export,
        (Kind.ACTION, board_blocks.EXPORT_CP932): monthly_reports.export_cp932,
        (Kind.ACTION, quarterly_blocks.OPEN): monthly_reports.open_quarter,
        (Kind.ACTION, quarterly_blocks.CHOOSE): monthly_reports.choose_quarter,
        (Kind.EVENT, "app_home_opened"): home.show,
        (Kind.EVENT, "message"): guide.answer_message,
        (Kind.EVENT, "team_join"): people.follow_account,
        (Kind.EVENT, "user_change"): people.follow_account,
    }
)

_ANYTHING = re.compile("")


def register_all(app: AsyncApp, door: Door) -> None:
    """One Bolt listener for each kind of payload: Bolt tries listeners one after another, so more would cost."""
    app.action(_ANYTHING)(door.listener(Kind.ACTION, _action_id))
    app.view_submission(_ANYTHING)(door.listener(Kind.VIEW, _callback_id))
    app.view_closed(_ANYTHING)(door.listener(Kind.VIEW_CLOSED, _callback_id))
    app.shortcut(_ANYTHING)(door.listener(Kind.SHORTCUT, _callback_id))
    app.command(_ANYTHING)(door.listener(Kind.COMMAND, command_id))
    app.options(_ANYTHING)(door.listener(Kind.OPTIONS, _action_id))
    app.event(_ANYTHING)(door.listener(Kind.EVENT, _event_type))


def _action_id(payload: Mapping[str, Any]) -> str:
    return str(payload.get("action_id", ""))


def _callback_id(payload: Mapping[str, Any]) -> str:
    return str(payload.get("callback_id", ""))


def _event_type(payload: Mapping[str, Any]) -> str:
    return str(payload["type"])
