#include "message/parts.hpp"

#include <gmime/gmime.h>

#include <array>
#include <memory>

#include "base/text.hpp"
#include "message/bounds.hpp"
#include "message/decode.hpp"
#include "message/html.hpp"
#include "message/quoting.hpp"

namespace amends::message {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Ref = std::unique_ptr<T, Unref>;

constexpr int most_depth = 80;
constexpr std::size_t most_attached = 64 * 1024;
constexpr std::size_t most_returned = 16 * 1024;

std::string type_of(GMimeObject* part) {
    auto* const type = g_mime_object_get_content_type(part);
    if (type == nullptr) return "text/plain";
    const char* const media = g_mime_content_type_get_media_type(type);
    const char* const subtype = g_mime_content_type_get_media_subtype(type);
    return base::lower_ascii(media == nullptr ? "text" : media) + "/" +
           base::lower_ascii(subtype == nullptr ? "plain" : subtype);
}

std::string parameter(GMimeObject* part, const char* name) {
    const char* const value = g_mime_object_get_content_type_parameter(part, name);
    return value == nullptr ? std::string{} : std::string(value);
}

std::string content(GMimeObject* part) {
    if (!GMIME_IS_PART(part)) return {};
    auto* const wrapper = g_mime_part_get_content(GMIME_PART(part));
    if (wrapper == nullptr) return {};
    const Ref<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(wrapper, memory.get());
    const auto* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string text_of(GMimeObject* part) {
    const auto bytes = content(part);
    return to_utf8(std::string_view(bytes).substr(0, most_text), parameter(part, "charset"));
}

bool is_attachment(GMimeObject* part) {
    const char* const disposition = g_mime_object_get_disposition(part);
    return disposition != nullptr && base::equals_ignoring_case(disposition, "attachment");
}

/// RFC 5545 8.1 knows text/calendar only; many programs attach a file instead.
bool is_calendar_file(GMimeObject* part, const std::string& type) {
    if (!GMIME_IS_PART(part)) return false;
    if (type == "application/ics" || type == "application/x-ics") return true;
    const char* const name = g_mime_part_get_filename(GMIME_PART(part));
    return type == "application/octet-stream" && name != nullptr && base::lower_ascii(name).ends_with(".ics");
}

std::string method_within(std::string_view calendar) {
    while (!calendar.empty()) {
        const auto end = calendar.find('\n');
        const auto line = base::trimmed(calendar.substr(0, end));
        if (base::equals_ignoring_case(line.substr(0, 7), "METHOD:")) return std::string(base::trimmed(line.substr(7)));
        calendar.remove_prefix(end == std::string_view::npos ? calendar.size() : end + 1);
    }
    return {};
}

/// "Please view this message in HTML": a plain form that stands for none.
bool is_stub(std::string_view text) {
    constexpr std::size_t longest = 200;
    if (text.size() > longest) return false;
    const auto words = base::lower_ascii(text);
    const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    return has("html") && (has("view") || has("read") || has("display") || has("support") || has("client") ||
                           has("anzeigen") || has("afficher") || has("unterst"));
}

class Walk {
public:
    explicit Walk(Parts& parts) : parts_(parts) {}

    /// The words of this part and all below it; everything else goes into the parts.
    std::string words(GMimeObject* part, int depth) {
        if (part == nullptr || depth > most_depth) return {};
        const auto type = type_of(part);
        note_protection(part, type);
        if (GMIME_IS_MULTIPART(part)) return words_of_multipart(GMIME_MULTIPART(part), type, depth);
        if (note_special(part, type)) return {};
        if (is_attachment(part)) {
            if (type == "text/plain" && parts_.attached_text.size() < most_attached)
                parts_.attached_text += text_of(part);
            return {};
        }
        if (type == "text/html") return plain_from_html(text_of(part));
        if (type != "text/plain" && type != "text/enriched") return {};
        auto text = text_of(part);
        if (base::equals_ignoring_case(parameter(part, "format"), "flowed"))
            text = unflowed(text, base::equals_ignoring_case(parameter(part, "delsp"), "yes"));
        return text;
    }

private:
    std::string words_of_multipart(GMimeMultipart* multipart, const std::string& type, int depth) {
        const int count = g_mime_multipart_get_count(multipart);
        std::string all;
        if (count == 0) {  // the boundary never comes: cut short, or mended on the way
            const char* const prologue = g_mime_multipart_get_prologue(multipart);
            return prologue == nullptr ? std::string{} : to_utf8(std::string_view(prologue).substr(0, most_text), "");
        }
        for (int i = 0; i < count; ++i) {
            auto* const child = g_mime_multipart_get_part(multipart, i);
            auto text = words(child, depth + 1);
            const bool another_form = type == "multipart/alternative" && i + 1 < count;
            const bool is_blank = base::trimmed(text).empty() || (another_form && is_stub(text));
            // The first form that says something is the plainest one; the others repeat it. The root of a
            // multipart/related comes first, and the words of a signed one too.
            const bool one_is_enough =
                type == "multipart/alternative" || type == "multipart/related" || type == "multipart/signed";
            if (is_blank || (one_is_enough && !all.empty()) || all.size() > most_text) continue;
            if (!all.empty()) all += all.ends_with('\n') ? "\n" : "\n\n";
            all += text;
        }
        return all;
    }

    void note_protection(GMimeObject* part, const std::string& type) {
        auto seen = base::Protection::none;
        if (type == "multipart/encrypted" || type == "application/pgp-encrypted") seen = base::Protection::encrypted;
        if (type == "multipart/signed") seen = base::Protection::is_signed;
        if (type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime") {
            const auto kind = base::lower_ascii(parameter(part, "smime-type"));
            seen = kind == "signed-data" ? base::Protection::is_signed : base::Protection::encrypted;
        }
        if (seen > parts_.protection) parts_.protection = seen;
    }

    /// True where the part was a special one, whose content is no words of the sender.
    bool note_special(GMimeObject* part, const std::string& type) {
        if (type == "message/delivery-status" || type == "message/global-delivery-status") {
            parts_.delivery_status.push_back(content(part));
        } else if (type == "message/disposition-notification" || type == "message/global-disposition-notification") {
            parts_.read_receipt = true;
            if (parts_.disposition.empty()) parts_.disposition = content(part).substr(0, most_returned);
        } else if (type == "message/feedback-report") {
            parts_.feedback_report = true;
            if (parts_.feedback.empty()) parts_.feedback = content(part).substr(0, most_returned);
        } else if (type == "text/calendar" || is_calendar_file(part, type)) {
            auto method = parameter(part, "method");
            if (method.empty()) method = method_within(text_of(part));
            for (auto& letter : method) letter = g_ascii_toupper(letter);
            // A file of events invites nobody unless it says so.
            if (method.empty() && type == "text/calendar") method = "PUBLISH";
            if (parts_.calendar_method.empty()) parts_.calendar_method = method;
        } else if (type == "text/rfc822-headers" || type == "message/global-headers" ||
                   (!GMIME_IS_MESSAGE_PART(part) && (type == "message/rfc822" || type == "message/global"))) {
            keep_returned(content(part));
        } else if (GMIME_IS_MESSAGE_PART(part)) {
            auto* const message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
            if (message == nullptr) return true;
            char* const headers = g_mime_object_get_headers(GMIME_OBJECT(message), nullptr);
            std::string block = headers == nullptr ? std::string{} : std::string(headers);
            g_free(headers);
            // Blank lines above the header make a body of it.
            auto* const body = g_mime_message_get_mime_part(message);
            if (base::trimmed(block).empty() && body != nullptr)
                block = base::trimmed(std::string_view(content(body)).substr(0, most_returned));
            keep_returned(block);
        } else {
            return type.starts_with("message/");
        }
        return true;
    }

    void keep_returned(const std::string& bytes) {
        if (parts_.returned_header && !parts_.returned_header->empty()) return;
        parts_.returned_header = split_fields(bounded(bytes).header);
    }

    Parts& parts_;
};

/// Both, one behind the other; a long body is copied once.
GMimeStream* stream_of(std::string_view fields, std::string_view body) {
    auto* const bytes = g_byte_array_sized_new(static_cast<guint>(fields.size() + body.size()));
    for (const auto piece : {fields, body}) {
        g_byte_array_append(bytes, reinterpret_cast<const guint8*>(piece.data()), static_cast<guint>(piece.size()));
    }
    auto* const stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), TRUE);
    return stream;
}

}  // namespace

Parts read_parts(const Fields& header, const std::string& body) {
    start_gmime();
    // GMime is given the fields that shape the body and no others, so that a huge header costs nothing here.
    std::string fields = "MIME-Version: 1.0\n";
    for (const char* const name : {"content-type", "content-transfer-encoding", "content-disposition"}) {
        if (const auto* value = find(header, name)) fields.append(name).append(": ").append(*value).append("\n");
    }
    fields.append("\n");
    const Ref<GMimeStream> stream(stream_of(fields, body));

    Parts parts;
    const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Ref<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return parts;
    auto* const root = g_mime_message_get_mime_part(message.get());
    if (root == nullptr) return parts;
    parts.type = type_of(root);
    parts.report_type = base::lower_ascii(parameter(root, "report-type"));
    parts.text = Walk(parts).words(root, 0);
    if (parts.text.size() > most_text) parts.text = to_utf8(std::string_view(parts.text).substr(0, most_text), "utf-8");
    if (parts.type == "multipart/report") {
        if (parts.report_type == "disposition-notification") parts.read_receipt = true;
        if (parts.report_type == "feedback-report") parts.feedback_report = true;
    }
    return parts;
}

}  // namespace amends::message
