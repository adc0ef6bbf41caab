## What is done with complaints: the letter of reply.

complaints-reply = Letter of reply
complaints-reply-missing = The reply is not attached
complaints-reply-enter = Enter the reply
complaints-reply-change = Enter the reply anew
complaints-reply-save = Save the reply
complaints-reply-how = Did a letter go?
complaints-reply-letter = A letter went
complaints-reply-none = No address, no letter could go
complaints-letter = Number of the letter
complaints-letter-hint = Where it is kept, if it has no number.
complaints-dated = Date of the letter
complaints-addressee = Sent to
complaints-handled = How it was handled
complaints-handled-hint = Only where no letter could go.
complaints-no-letter-why = Why no letter could go
complaints-entered = Entered
complaints-reply-of-file = The imported file says that the reply is attached; its number and date are not entered.
complaints-step-reply = The reply was attached
