"""The grammar of one line of planned leave: words → tokens → phrases → readings. What is not sure becomes a question.

words     the words of every language, from locales/*/vocabulary.toml
tokens    a line cut into words, numbers, dates and times, in linear time
phrases   what can be said, before anybody knows what day it is
grammar   tokens into phrases, one small rule for each kind of phrase
readings  what a phrase can mean, and why it is not sure
days, clock_times, wishes   phrases into days, minutes and wishes, given today and the working day
reading   the door: `read`
"""
