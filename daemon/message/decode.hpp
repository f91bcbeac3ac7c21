#pragma once
// GMime's decoders for single values: charsets, encoded words, addresses, dates. All that comes out is valid UTF-8
// without control characters.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"

namespace amends::message {

/// Makes GMime ready; harmless to call again.
void start_gmime();

/// Bytes of that charset as UTF-8 with LF. An unknown, missing or wrong charset is guessed: UTF-8, ISO-2022-JP, then
/// Windows-1252. What cannot be read becomes U+FFFD.
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// RFC 2047 encoded words and raw bytes of a subject, as one line.
std::string decode_words(const std::string& raw);

/// RFC 5322 3.4 address list, groups flattened, at most 500; entries without an '@' left out.
std::vector<base::Address> decode_addresses(const std::string& raw);

/// RFC 5322 3.3 with the old forms.
std::optional<base::Instant> decode_date(const std::string& raw);

/// Seconds east of UTC as the date states them; nothing for "-0000", for names, and for what no zone has.
std::optional<int> decode_utc_offset(std::string_view raw);

/// Every Message-ID in the text, broken ones left out, in order, none twice. Of more than 200 the first 20 and the
/// last.
std::vector<base::MessageId> decode_message_ids(const std::string& raw);

}  // namespace amends::message
