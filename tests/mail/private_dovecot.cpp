#include "tests/mail/private_dovecot.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <sstream>
#include <string_view>
#include <vector>

namespace amends::mail {
namespace {

std::string base64url(std::string_view bytes) {
    std::vector<unsigned char> out(bytes.size() / 3 * 4 + 5);
    const int length = EVP_EncodeBlock(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    std::string text(reinterpret_cast<char*>(out.data()), static_cast<std::size_t>(length));
    for (char& c : text) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return text.substr(0, text.find('='));
}

}  // namespace

bool PrivateDovecot::installed() { return access("/usr/sbin/dovecot", X_OK) == 0; }

PrivateDovecot::PrivateDovecot(const std::string& extra) : server_("dovecot.sh", {{"extra.conf", extra}}) {
    server_.start(4, {}, "dovecot.log");
}

Endpoint PrivateDovecot::endpoint(const std::string& user, Security security, Mechanism mechanism) const {
    return {.protocol = Protocol::imap,
            .host = "localhost",
            .port = server_.ports().at(security == Security::tls ? 1 : 0),
            .security = security,
            .mechanism = mechanism,
            .user = user,
            .ca_file = (tls_directory() / "cert.pem").string()};
}

std::string PrivateDovecot::token(const std::string& user, std::chrono::seconds valid) const {
    const auto now = static_cast<long>(std::time(nullptr));
    std::ostringstream claims;
    claims << R"({"sub":")" << user << R"(","iat":)" << now - 7200 << R"(,"nbf":)" << now - 7200 << R"(,"exp":)"
           << now + valid.count() << "}";
    const std::string signing_input = base64url(R"({"typ":"JWT","alg":"HS256"})") + "." + base64url(claims.str());
    const std::string key = server_.contents("jwt.key");
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(signing_input.data()), signing_input.size(), mac.data(), &length);
    return signing_input + "." + base64url(std::string_view(reinterpret_cast<char*>(mac.data()), length));
}

}  // namespace amends::mail
