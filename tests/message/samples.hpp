#pragma once
// Messages that several tests of this folder read. All written for this project.
#include <string>
#include <string_view>

namespace amends::message::samples {

/// LF to CRLF, as mail arrives.
inline std::string crlf(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        if (byte == '\n') out += '\r';
        out += byte;
    }
    return out;
}

inline constexpr std::string_view reply = R"(Return-Path: <ines@weberei.example>
Received: from mx.weberei.example by mail.studio.example; Tue, 2 Jun 2026 10:00:00 +0200
From: =?utf-8?Q?In=C3=AAs_Weber?= <ines@weberei.example>
To: Nora Falk <nora@studio.example>, "Team, the" <team@studio.example>
Subject: =?utf-8?B?UmU6IFVuc2VyIFZlcnNww6R0dW5n?=
Date: Tue, 2 Jun 2026 09:58:21 +0200
Message-ID: <answer.1@weberei.example>
In-Reply-To: <letter.1@studio.example>
References: <older.1@studio.example>
	<letter.1@studio.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_b1"

--=_b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Liebe Nora,

danke f=C3=BCr die offenen Worte. Bis wann k=C3=B6nnen wir mit der Lieferung =
rechnen?

In=C3=AAs

Am Mo., 1. Juni 2026 um 17:12 Uhr schrieb Nora Falk <nora@studio.example>:

> wir haben zu sp=C3=A4t geliefert.

--=_b1
Content-Type: text/html; charset=utf-8

<p>Liebe Nora,</p><p>ganz anders</p>

--=_b1--
)";

inline constexpr std::string_view postfix_bounce = R"(Return-Path: <>
Date: Tue, 2 Jun 2026 10:00:03 +0200 (CEST)
From: MAILER-DAEMON@mail.studio.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: nora@studio.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="AB12.1/mail.studio.example"
Message-Id: <20260602080003.AB12@mail.studio.example>

This is a MIME-encapsulated message.

--AB12.1/mail.studio.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.studio.example.

<ines@weberei.example>: host mx.weberei.example said: 550 5.1.1 no such user

--AB12.1/mail.studio.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.studio.example
X-Postfix-Queue-ID: AB12
Arrival-Date: Tue,  2 Jun 2026 10:00:01 +0200 (CEST)

Final-Recipient: rfc822; ines@weberei.example
Original-Recipient: rfc822;ines@alias.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

Final-Recipient: rfc822; karl@weberei.example
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; 452 4.2.2 mailbox
    full

--AB12.1/mail.studio.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

Message-ID: <letter.1@studio.example>
From: Nora Falk <nora@studio.example>
To: ines@weberei.example
Subject: Unser Fehler

Liebe Ines ...

--AB12.1/mail.studio.example--
)";

inline constexpr std::string_view exim_bounce = R"(Return-path: <>
X-Failed-Recipients: ines@weberei.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.studio.example>
To: nora@studio.example
References: <letter.1@studio.example>
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1uu-1@mx.studio.example>
Date: Tue, 02 Jun 2026 10:23:04 +0200
Content-Type: multipart/report; report-type=delivery-status; boundary=exim1

--exim1
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ines@weberei.example
    550 5.7.1 we do not want this

--exim1
Content-type: message/delivery-status

Reporting-MTA: dns; mx.studio.example

Action: failed
Final-Recipient: rfc822;ines@weberei.example
Status: 5.0.0
Remote-MTA: dns; mx.weberei.example
Diagnostic-Code: smtp; 550 5.7.1 we do not want this

--exim1--
)";

inline constexpr std::string_view absence = R"(Return-Path: <>
From: "Ines Weber" <ines@weberei.example>
To: nora@studio.example
Subject: Automatic reply: Our mistake
Date: Tue, 2 Jun 2026 10:00:41 +0200
Message-ID: <auto.1@weberei.example>
In-Reply-To: <letter.1@studio.example>
Auto-Submitted: auto-replied (vacation)
X-Auto-Response-Suppress: All
Content-Type: text/plain; charset="us-ascii"; format=flowed

Thank you for your message. I am out of the office until Friday, 12 June and 
will read it after that.
)";

}  // namespace amends::message::samples
