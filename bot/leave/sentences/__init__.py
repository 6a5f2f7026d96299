"""The grammar of one line of planned leave: words → tokens → phrases → readings. What is not sure becomes a question.

words       the words of every language, from locales/*/vocabulary.toml
tokens      a line cut into words, numbers, dates and times, in linear time
phrases     what can be said, before anybody knows what day it is
grammar     tokens into phrases, one small rule for each kind of phrase (with grammar_days, cursor)
sorting     what the phrases are there for (with placing)
readings    what a phrase can mean, and why it is not sure
wishes      what is wished, seen from `here` (with days, weeks, clock_times, stretches)
reading     the door: `read`
messages    the door of messages that no command announced: `line_of_leave`
"""
