package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.weft.dissect.Moment;
import java.util.List;

/** Leaves out the members of records whose time is not known, as in a capture without times. */
final class KnownMoments extends BeanSerializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> members) {
    members.replaceAll(
        member -> member.getType().hasRawClass(Moment.class) ? new OfMoment(member) : member);
    return members;
  }

  private static final class OfMoment extends BeanPropertyWriter {
    private static final long serialVersionUID = 1L;

    OfMoment(BeanPropertyWriter member) {
      super(member);
    }

    @Override
    public void serializeAsField(Object bean, JsonGenerator json, SerializerProvider provider)
        throws Exception {
      if (!(get(bean) instanceof Moment moment) || moment.isKnown()) {
        super.serializeAsField(bean, json, provider);
      }
    }
  }
}
