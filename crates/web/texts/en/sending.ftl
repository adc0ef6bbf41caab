## How the notices of a site leave the house.

sending-title = Sending notices
sending-line = Besides the product, notices go to people by e-mail and to groups by robot.
sending-demo = Nothing leaves a demo
sending-demo-next = Notices stay in the product; test messages are not sent either.
sending-mail = E-mail
sending-mail-from = From { $from }
sending-no-mail = No mail server is set up, so no notice goes by e-mail. Whoever runs the program sets HUIYIN_SMTP_URL and HUIYIN_MAIL_FROM.
sending-test-mail = Send a test to my own address
sending-without-mail = Without an e-mail address, and told in the product only:
sending-robots = Group robots and mailboxes outside
sending-no-robots = There are no robots or mailboxes yet.
sending-no-robots-next = Group robots of WeCom, DingTalk and Feishu, a webhook of your own system, or a mailbox outside of the office can be told.
sending-add = Add a robot or mailbox
sending-signed = signed with a secret
sending-unsigned = without a secret
sending-test = Send a test
sending-remove = Remove
sending-test-sent = Sent
sending-test-sent-next = The other side took the test message; look into the mailbox or the group.
sending-test-failed = Not delivered
sending-undelivered = Not delivered
sending-undelivered-line = { $n } given up
sending-undelivered-none = Every notice was delivered.
sending-attempts = { $attempts ->
    [one] tried once
   *[other] tried { $attempts } times
}
sending-again = Try again
sending-let-be = Let it be
sending-failed-banner = { $n ->
    [one] 1 notice could not be delivered
   *[other] { $n } notices could not be delivered
}
sending-failed-banner-next = See why, and try again
sending-robot-line = Address and secret are kept and never shown again; to change one, fill in the new one.
sending-name = Name
sending-kind = Kind
sending-address = Webhook or e-mail address
sending-address-hint = Copied from the robot's settings. WeCom, DingTalk and Feishu take an https address of their own domain, a plain webhook http or https, e-mail a mailbox.
sending-address-kept = Now goes to { $host }; left empty, it stays.
sending-secret = Signing secret
sending-secret-hint = The secret of DingTalk (加签) and Feishu (签名校验); a plain webhook is signed with it. WeCom has none.
sending-secret-kept = A secret is kept; left empty, it stays.
sending-language = Language
sending-topics = Tell it of

sending-outside = Notes kept outside
sending-outside-line = After each month's close the ends of the journal and the keys committed to go here by themselves; nothing in them is about anybody
sending-outside-none = Nobody keeps notes outside of the office yet.
sending-outside-none-next = Please add a mailbox or a robot outside of the office, and tick Notes kept outside. Without such notes nobody would find out if the whole journal were written anew.
sending-to-outside = Who is told of Notes kept outside should be outside of the office: each month the ends of the journal and the keys committed to arrive there, to hold exports against later.
